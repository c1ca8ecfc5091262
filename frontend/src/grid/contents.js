// What a cell holds: {score: "6", na: false, reason: "", basis: null}; and how it is written and read as text.
export const NOT_APPLICABLE = "不适用";
const LEFT_OUT = new Set(["/", "／", "n/a", "na", "不适用", "—"]);

export const empty = () => ({ score: "", na: false, reason: "", basis: null });

export const same = (one, other) =>
  one.score === other.score && one.na === other.na && one.reason.trim() === other.reason.trim() && JSON.stringify(one.basis || null) === JSON.stringify(other.basis || null);

export const textOf = ({ score, na }) => (na ? NOT_APPLICABLE : score);

/** What somebody typed or pasted: full-width digits and a trailing 分 are understood. */
export function read(text) {
  const plain = text.normalize("NFKC").trim().replace(/\s*分$/, "");
  if (LEFT_OUT.has(plain.toLowerCase())) return { score: "", na: true };
  return { score: /^\d*\.?\d+$|^\d+\.$/.test(plain) ? String(Number(plain)) : plain, na: false };
}

/** Why it cannot stand; the server asks the same again. */
export function wrongWith({ score, na }, most) {
  if (na || score === "") return "";
  if (!/^-?\d+(\.\d+)?$/.test(score)) return "请填数字";
  if (Number(score) < 0) return "不能是负数，请改";
  if (most && Number(score) > Number(most)) return `最高 ${most} 分，请改`;
  return /\.\d{3,}$/.test(score) ? "最多两位小数，请改" : "";
}
