// Files that wait in this browser, shown on the shelf they were chosen for: with their own small picture and how far they are.
import { made } from "../made.js";
const pictures = new Map(); // key → address of the picture in this browser

export const shelved = {
  /** What the shelf is called. */
  titleOf(drop) {
    const title = drop && drop.closest(".shelf")?.querySelector(".shelf-head b");
    return (title ? title.textContent : document.querySelector("h1")?.textContent || "").replace(/\s+/g, " ").trim().slice(0, 40);
  },

  show(host, entries) {
    const wanted = new Set(entries.map(({ key }) => key));
    for (const item of host.querySelectorAll("[data-kept]")) if (!wanted.has(item.dataset.kept)) forget(item);
    for (const entry of entries) {
      const place = shelfOf(host, entry);
      const there = host.querySelector(`[data-kept="${entry.key}"]`);
      if (there && there.dataset.held === (entry.held || "")) continue;
      if (there) there.remove();
      if (place) place.before(figure(entry));
    }
  },

  progress(host, { key, share }) {
    const state = host.querySelector(`[data-kept="${key}"] [data-state]`);
    if (state) state.textContent = share < 1 ? `正在传 ${Math.round(share * 100)}%` : "正在检查";
  },
};

/** The form of the shelf: same address, same fields. */
function shelfOf(host, entry) {
  const wanted = String(entry.fields);
  return [...host.querySelectorAll("form[data-upload]")].find((form) => {
    const fields = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
    return new URL(form.action).pathname === entry.action && String(fields) === wanted;
  });
}

function figure(entry) {
  const item = document.createElement("figure");
  item.className = "evidence-item kept";
  item.dataset.kept = entry.key;
  item.dataset.held = entry.held || "";
  if (entry.blob.type.startsWith("image/")) item.append(picture(entry));
  const state = made("span", `evidence-state tone-${entry.held ? "red" : "amber"}`, entry.held ? "没有传上" : "等待上传");
  state.dataset.state = "";
  const words = made("figcaption");
  words.append(made("b", "", entry.name), made("span", "kept-why", entry.held || "已存在这台设备上"));
  if (entry.held) words.append(button("再试一次", "tryAgain", entry.key, "text-blue"));
  words.append(button("不传了", "giveUp", entry.key, "text-red"));
  item.append(state, words);
  return item;
}

function picture(entry) {
  if (!pictures.has(entry.key)) pictures.set(entry.key, URL.createObjectURL(entry.blob));
  const image = made("img");
  image.src = pictures.get(entry.key);
  image.alt = entry.name;
  return image;
}

function forget(item) {
  const address = pictures.get(item.dataset.kept);
  if (address) URL.revokeObjectURL(address);
  pictures.delete(item.dataset.kept);
  item.remove();
}

function button(text, does, key, tone) {
  const one = made("button", `btn-plain ${tone}`, text);
  one.type = "button";
  one.dataset[does] = key;
  return one;
}
