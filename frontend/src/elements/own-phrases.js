// <own-phrases> around a <phrase-list>: "＋ 存为常用语" keeps what stands in the field as the person's own phrase.
// Without scripts, or with an empty field, the link leads to the page of one's phrases.
class OwnPhrases extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const link = event.target.closest("[data-keep]");
      const list = this.querySelector("phrase-list");
      const area = list && document.getElementById(list.getAttribute("target"));
      if (!link || !area || !area.value.trim()) return;
      event.preventDefault();
      this.keep(link, area.value.trim());
    });
  }

  async keep(link, text) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({ purpose: link.dataset.keep, text });
    try {
      const answer = await fetch(link.href, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": token } });
      const told = await answer.json();
      if (answer.ok) this.add(link, told.text);
      this.say(link, answer.ok ? "已存为常用语" : told.reason);
    } catch {
      this.say(link, "没有存上，请稍后再试");
    }
  }

  add(link, text) {
    if ([...this.querySelectorAll("button")].some((button) => button.textContent === text)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chip";
    button.textContent = text;
    link.before(button);
  }

  say(link, words) {
    let note = this.querySelector("[role=status]");
    if (!note) {
      note = document.createElement("span");
      note.setAttribute("role", "status");
      note.className = "small soft";
      link.after(note);
    }
    note.textContent = words;
  }
}

customElements.define("own-phrases", OwnPhrases);
