// Words and times as the screens write them.
const two = (number) => String(number).padStart(2, "0");

export const clockTime = (date) => `${two(date.getHours())}:${two(date.getMinutes())}`;

/** 今天 18:00 到期 / 还有 5 天 / 已超期 2 天: the same words as the server's `due`. */
export function dueText(due, now) {
  const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
  const days = Math.round((midnight(due) - midnight(now)) / 86400000);
  if (due < now) {
    const late = Math.floor((now - due) / 86400000);
    return { text: late ? `已超期 ${late} 天` : "已超期", tone: "red" };
  }
  if (days === 0) return { text: `今天 ${clockTime(due)} 到期`, tone: "red" };
  if (days === 1) return { text: `明天 ${clockTime(due)} 到期`, tone: "amber" };
  return { text: `还有 ${days} 天`, tone: days <= 3 ? "amber" : "grey" };
}

export function cookie(name) {
  const pair = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return pair ? decodeURIComponent(pair.slice(name.length + 1)) : "";
}

/** The token Django put into the form, or into the page's cookie. */
export function csrfToken(form) {
  const field = form && form.querySelector("[name=csrfmiddlewaretoken]");
  return field ? field.value : cookie("csrftoken");
}
