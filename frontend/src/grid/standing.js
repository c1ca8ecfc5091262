// How rows and the whole desk stand: the words at the end of a row, the numbers above and below.
export class Standing {
  constructor(host) {
    this.host = host;
  }

  part(selector) { return this.host.querySelector(selector); }

  row(application) { return this.host.querySelector(`tr[data-application="${application}"]`); }

  /** What the server says of rows. */
  rows(states) {
    for (const [application, state] of Object.entries(states || {})) {
      const row = this.row(application);
      if (row) this.took(row, state);
    }
    this.show();
  }

  took(row, { state, label, tone, complete }) {
    const was = "complete" in row.dataset;
    if (complete !== was) this.count(row, complete ? 1 : -1);
    if (complete) row.dataset.complete = "";
    else delete row.dataset.complete;
    Object.assign(row.dataset, { state, label, tone });
    this.write(row);
  }

  count(row, change) {
    const body = this.host.querySelector(`[data-township="${row.parentElement.dataset.rows}"]`);
    const progress = this.part("[data-progress]");
    const submit = this.part("[data-submit]");
    progress.dataset.done = Number(progress.dataset.done) + change;
    if ("editable" in row.dataset) submit.dataset.leftCount = Number(submit.dataset.leftCount) - change;
    body.dataset.done = Number(body.dataset.done) + change;
    body.querySelector("[data-group-done]").textContent = body.dataset.done;
    body.querySelector("progress").value = body.dataset.done;
  }

  /** The word at the end of a row: what is wrong with it here goes before what the server knows. */
  write(row) {
    const place = row.querySelector("[data-state-shown]");
    if (!("label" in row.dataset)) Object.assign(row.dataset, { label: place.textContent, tone: place.className.replace("text-", "") });
    let { label, tone } = row.dataset;
    if (row.querySelector(".wrong")) [label, tone] = ["有错", "red"];
    else if (row.querySelector(".stale")) [label, tone] = ["请选一个", "red"];
    else if (row.querySelector(".unsaved")) [label, tone] = ["正在评…", "blue"];
    place.textContent = label;
    place.className = `text-${tone}`;
    const cells = [...row.querySelectorAll("td.cell")];
    const sum = cells.reduce((total, td) => total + (td.dataset.kind === "penalty" ? -1 : 1) * (Number(td.querySelector("input").value) || 0), 0);
    row.querySelector("[data-subtotal]").textContent = String(Math.round(sum * 100) / 100);
  }

  show(pending = this.pending || 0) {
    this.pending = pending;
    const progress = this.part("[data-progress]");
    const { done, total } = progress.dataset;
    progress.querySelector("[data-done-shown]").textContent = done;
    progress.querySelector("[data-percent]").textContent = `${Math.floor((done * 100) / (total || 1))}%`;
    progress.querySelector("progress").value = done;
    this.showSubmit(pending);
    this.showWrong();
  }

  showSubmit(pending) {
    const submit = this.part("[data-submit]");
    const left = Number(submit.dataset.leftCount);
    const mine = Number(submit.dataset.mine);
    const ready = mine > 0 && left === 0 && !pending;
    submit.classList.toggle("disabled", !ready);
    if (ready) submit.removeAttribute("aria-disabled");
    else submit.setAttribute("aria-disabled", "true");
    const words = left ? `还有 ${left} 村没评完，评完才能提交` : pending ? `还有 ${pending} 格没存上，存上才能提交` : mine ? "都评完了，可以提交" : "没有待提交的评分";
    this.part("[data-left]").textContent = words;
  }

  showWrong() {
    const wrong = this.host.querySelectorAll("td.wrong").length;
    const stale = this.host.querySelectorAll("td.stale").length;
    const button = this.part("[data-wrong]");
    button.hidden = !(wrong + stale);
    button.querySelector("span").textContent = [wrong && `${wrong} 处有错`, stale && `${stale} 处与别人不同`].filter(Boolean).join("，");
  }

  status(kind, text) {
    const place = this.part("[data-status]");
    place.textContent = text;
    place.className = `saved ${kind === "expired" ? "failed" : kind}`;
    if (kind !== "expired") return;
    const link = document.createElement("a");
    link.href = this.host.getAttribute("login-url");
    link.textContent = "去登录";
    place.append("，", link);
  }

  /** Cells that the server will not take may be given up. */
  offer(count) {
    const button = this.part("[data-drop]");
    button.hidden = !count;
    button.textContent = `放弃没存上的 ${count} 格`;
  }

  say(words) { this.part("[data-said]").textContent = words; }
}
