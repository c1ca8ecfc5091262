// Words and times as the screens write them.
const CHINA = 8 * 3600000; // one time zone, no summer time; the PC's own zone may be anything
const chinaDay = (date) => Math.floor((date.getTime() + CHINA) / 86400000);
export const chinaTime = (date) => new Date(date.getTime() + CHINA).toISOString().slice(11, 16);

/** 今天 18:00 到期 / 还有 5 天 / 已超期 2 天: the same words as the server's `due`. */
export function dueText(due, now) {
  const days = chinaDay(due) - chinaDay(now);
  if (due < now) {
    const late = Math.floor((now - due) / 86400000);
    return { text: late ? `已超期 ${late} 天` : "已超期", tone: "red" };
  }
  if (days === 0) return { text: `今天 ${chinaTime(due)} 到期`, tone: "red" };
  if (days === 1) return { text: `明天 ${chinaTime(due)} 到期`, tone: "amber" };
  return { text: `还有 ${days} 天`, tone: days <= 3 ? "amber" : "grey" };
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
