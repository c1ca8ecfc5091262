// Signing in on the page one is on: the session ended, what was typed waits, and the page must not go away.
import { made } from "../made.js";
import { cookie, csrfToken } from "../text.js";
import { person } from "./identity.js";
import { line } from "./line.js";

const ADDRESS = "/sign-in/again/";
let open = null;

export function signInAgain() {
  if (open) return;
  if (!person() || !("showModal" in HTMLDialogElement.prototype)) {
    window.open("/sign-in/", "_blank", "noopener"); // in another window; coming back to this one sends on
    return;
  }
  const before = document.activeElement;
  open = made("dialog", "confirm sign-in-again", "", { "aria-labelledby": "again-title" });
  const form = signInForm();
  open.append(form);
  form.addEventListener("submit", (event) => { event.preventDefault(); hand(form); });
  form.querySelector("[value=later]").addEventListener("click", () => open.close());
  open.addEventListener("close", () => { open.remove(); open = null; if (before && before.isConnected) before.focus(); });
  document.body.append(open);
  open.showModal();
}

function signInForm() {
  const form = made("form");
  const error = made("p", "field-error", "", { role: "alert" });
  error.hidden = true;
  const buttons = made("div", "confirm-buttons");
  buttons.append(made("button", "btn btn-quiet", "先不登录", { type: "button", value: "later" }), made("button", "btn btn-primary", "登录", { type: "submit" }));
  form.append(
    made("h2", "", "请重新登录", { id: "again-title" }),
    made("p", "", "登录已过期。您填写的内容和照片都在这台设备上，登录后接着保存。"),
    field("username", "账号", { autocomplete: "username", autocapitalize: "none", spellcheck: "false" }),
    field("password", "密码", { type: "password", autocomplete: "current-password" }),
    error,
    buttons,
  );
  return form;
}

function field(name, label, attributes) {
  const id = `again-${name}`;
  const one = made("div", "field");
  one.append(made("label", "field-label", label, { for: id }), made("input", "form-control", "", { id, name, required: "", ...attributes }));
  return one;
}

async function hand(form) {
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  say(form, "");
  const reason = await tried(new URLSearchParams([...new FormData(form), ["person", person()]]));
  button.disabled = false;
  if (reason) return say(form, reason);
  open.close();
  freshTokens();
  line.become("open");
  line.again();
}

async function tried(body) {
  try {
    const response = await fetch(ADDRESS, { method: "POST", body, headers: { "X-CSRFToken": csrfToken(document), Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } });
    if (response.ok && !response.redirected) return "";
    const answer = await response.json().catch(() => ({}));
    return answer.reason || "现在不能登录，可能输错次数太多。请过半小时再试，填的内容都在本机。";
  } catch {
    return "网络不通，没有登录上。请等网络好了再试。";
  }
}

function say(form, text) {
  const place = form.querySelector("[role=alert]");
  place.textContent = text;
  place.hidden = !text;
}

/** Signing in gives new tokens: forms that are posted without a script carry them too. */
function freshTokens() {
  const token = cookie("csrftoken");
  if (!token) return;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  if (document.body.hasAttribute("hx-headers")) document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
}
