// <scroll-to at="61">: a wide picture opens at the part that matters, given in per cent of its width.
class ScrollTo extends HTMLElement {
  connectedCallback() {
    const picture = this.querySelector("img");
    const go = () => { this.scrollLeft = this.scrollWidth * Number(this.getAttribute("at")) / 100 - this.clientWidth / 2; };
    go();
    if (picture && !picture.complete) picture.addEventListener("load", go);
  }
}

customElements.define("scroll-to", ScrollTo);
