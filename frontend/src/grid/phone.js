import { NOT_APPLICABLE } from "./contents.js";

export const isNarrow = () => matchMedia("(max-width: 767.98px)").matches;

/** On a phone a cell is a line of a card: its name, what the village reported, − 6 +. */
export function dress(row) {
  for (const td of row.querySelectorAll("td.cell")) {
    if (td.querySelector(".stepper")) continue;
    const input = td.querySelector("input");
    const stepper = document.createElement("step-input");
    stepper.className = "stepper";
    stepper.setAttribute("step", "0.5");
    input.dataset.max = td.dataset.max;
    td.append(label(td), stepper);
    stepper.append(...(input.readOnly ? [input] : [button("−", -1), input, button("+", 1)]));
  }
}

function label(td) {
  const { rule, value, max, label: name, kind } = td.dataset;
  const place = document.createElement("button");
  place.type = "button";
  place.className = "cell-label";
  place.dataset.showCell = "";
  const note = document.createElement("small");
  const hints = [value && `村填 ${value}`, rule && `建议 ${rule}${rule === NOT_APPLICABLE ? "" : " 分"}`].filter(Boolean);
  if (!hints.length && max) hints.push(`${kind === "penalty" ? "最多扣" : kind === "bonus" ? "最多加" : "满分"} ${max}`);
  note.textContent = hints.join("，");
  place.append(name, " ", note);
  return place;
}

function button(sign, step) {
  const one = document.createElement("button");
  one.type = "button";
  one.textContent = sign;
  one.dataset.step = step;
  one.setAttribute("aria-label", step > 0 ? "加" : "减");
  return one;
}
