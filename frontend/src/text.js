// Words and times as the screens write them.
const CHINA = 8 * 3600000; // one time zone, no summer time; the PC's own zone may be anything
const chinaDay = (date) => Math.floor((date.getTime() + CHINA) / 86400000);
export const chinaTime = (date) => new Date(date.getTime() + CHINA).toISOString().slice(11, 16);

/** What the passing of time makes of a deadline's words; null where those of the server, in working days, still hold. */
export function dueText(due, now) {
  const end = new Date(due - 1); // midnight belongs to the day that it ends
  const hour = chinaTime(due) === "00:00" ? "24:00" : chinaTime(due);
  if (due < now) {
    const late = Math.floor((now - due) / 86400000);
    return { text: late ? `已超期 ${late} 天` : "已超期", tone: "red" };
  }
  const days = chinaDay(end) - chinaDay(now);
  if (days === 0) return { text: `今天 ${hour} 到期`, tone: "red" };
  if (days === 1) return { text: `明天 ${hour} 到期`, tone: "amber" };
  return null;
}

export function cookie(name) {
  const pair = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return pair ? decodeURIComponent(pair.slice(name.length + 1)) : "";
}

/** The page's cookie has the newest token: signing in again changes it under an open form. */
export function csrfToken(form) {
  const field = form && form.querySelector("[name=csrfmiddlewaretoken]");
  return cookie("csrftoken") || (field ? field.value : "");
}
