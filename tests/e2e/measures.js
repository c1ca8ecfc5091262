// What the accessibility tests measure in a page, beside axe: put there by the test, never by the product.
window.measures = (() => {
  const INTERACTIVE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  /** What a thumb has to hit; a link inside running text is as big as its words. */
  const TARGETS = ".btn, button, input, select, textarea, .foot-nav a, .side-link, .top-button, .tabs > a, .tab, .chip, summary";

  const shown = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert]");
  };
  const named = (element) => {
    const words = (element.getAttribute("aria-label") || element.textContent || element.name || "").trim().replace(/\s+/g, " ");
    const classes = String(element.className.baseVal ?? element.className).trim().split(/\s+/).filter(Boolean).map((name) => `.${name}`).join("");
    return `${element.tagName.toLowerCase()}${classes}${element.name ? `[${element.name}]` : ""}「${words.slice(0, 20)}」`;
  };
  const closed = (element) => {
    const details = element.parentElement && element.parentElement.closest("details:not([open])");
    return details && !(element.closest("summary") && element.closest("summary").parentElement === details);
  };
  const scrolls = (element) => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(box).overflowX) && box.scrollWidth > box.clientWidth) return true;
    }
    return false;
  };

  /** By how many pixels the page is wider than the window, and what sticks out. */
  function sideways() {
    const over = document.scrollingElement.scrollWidth - document.documentElement.clientWidth;
    if (over <= 0) return [];
    const out = [...document.body.querySelectorAll("*")].filter((element) => shown(element) && !scrolls(element) && element.getBoundingClientRect().right > innerWidth + 1);
    return [`${over} px: ${out.slice(-3).map(named).join(", ")}`];
  }

  /** Targets lower or narrower than a thumb needs. A box with a label is as big as its label. */
  function small(least) {
    const found = [];
    for (const element of document.querySelectorAll(TARGETS)) {
      if (!shown(element) || element.disabled || element.readOnly || element.closest("[aria-hidden=true]")) continue;
      const hit = /^(checkbox|radio)$/.test(element.type) ? element.closest("label, .pick") || labelOf(element) || element : element;
      const { width, height } = hit.getBoundingClientRect();
      if (width >= least - 0.5 && height >= least - 0.5) continue;
      if (element.type === "file" || getComputedStyle(element).opacity === "0") continue;
      found.push(`${named(element)} ${Math.round(width)}×${Math.round(height)}`);
    }
    return found;
  }
  const labelOf = (element) => element.labels && element.labels[0];

  /** Words smaller than `least`, as they are drawn. */
  function fine(least) {
    const found = new Set();
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = words.nextNode(); node; node = words.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || !shown(element) || closed(element) || element.closest("script, style, template, svg, kbd, .visually-hidden, .top b, .count")) continue;
      const size = parseFloat(getComputedStyle(element).fontSize);
      if (size < least - 0.1) found.add(`${named(element)} ${size} px`);
    }
    return [...found];
  }

  /** Running text, fields, buttons and headings smaller than `least`. */
  function plain(least) {
    const main = "body, main p:not([class]), .form-control, .form-select, .btn, .data td:not(.small), h1, h2, h3";
    return [...document.querySelectorAll(main)]
      .filter((element) => shown(element) && !closed(element) && parseFloat(getComputedStyle(element).fontSize) < least - 0.1)
      .map((element) => `${named(element)} ${getComputedStyle(element).fontSize}`);
  }

  /** Words that do not fit into their box and are hidden. */
  function cut() {
    const found = [];
    for (const element of document.body.querySelectorAll("*")) {
      const style = getComputedStyle(element);
      const hides = /hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
      const low = /hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 3;
      const over = element.matches(".btn, .chip, .tag") && element.scrollWidth > element.clientWidth + 1;
      if (!(hides || low || over) || !shown(element) || closed(element) || !element.textContent.trim()) continue;
      if (element.closest(".visually-hidden, svg, .viewer-stage") || style.clipPath !== "none" || style.position === "absolute") continue;
      found.push(`${named(element)} ${element.scrollWidth}×${element.scrollHeight} in ${element.clientWidth}×${element.clientHeight}`);
    }
    return found;
  }

  // ------------------------------------------------------------------------------------------- walking with Tab

  const look = (element) => [element, element.nextElementSibling, element.closest("label")].filter(Boolean).map(edge).join("|");
  /** What can show that something has the focus: its outline, its shadow, its ground. */
  const edge = (one) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor, borderTopColor } = getComputedStyle(one);
    const outline = outlineStyle === "none" || outlineWidth === "0px" ? "none" : outlineStyle + outlineWidth + outlineColor;
    return [outline, boxShadow, backgroundColor, borderTopColor].join();
  };
  let walked, before, stops;

  function begin() {
    stops = [...document.querySelectorAll(INTERACTIVE)].filter(reachable);
    before = new Map(stops.map((element) => [element, look(element)]));
    walked = [];
    document.addEventListener("focusin", ({ target }) => {
      const step = { element: target, seen: before.get(target) !== look(target), hidden: "" };
      walked.push(step);
      requestAnimationFrame(() => requestAnimationFrame(() => { if (document.activeElement === target) step.hidden = coveredBy(target); }));
    });
  }

  const reachable = (element) => shown(element) && !element.disabled && element.tabIndex >= 0 && !closed(element) && !unchosen(element);
  /** Of a group of radio buttons one is reached: the chosen one, else the first. */
  const unchosen = (element) => {
    if (element.type !== "radio") return false;
    const group = [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(element.name)}"]`)].filter((other) => other.form === element.form && shown(other) && !other.disabled);
    return element !== (group.find((other) => other.checked) || group[0]);
  };

  /** What lies over an element that has the focus: a bar that sticks to the window's edge. */
  function coveredBy(element) {
    const box = element.getBoundingClientRect();
    const x = Math.min(Math.max((box.left + box.right) / 2, 1), innerWidth - 1);
    const y = (box.top + box.bottom) / 2;
    if (y < 0 || y > innerHeight) return box.height > innerHeight ? "" : "outside the window";
    const over = document.elementFromPoint(x, y);
    const own = !over || over === element || element.contains(over) || over.contains(element) || labelOf(element)?.contains(over);
    const bar = over && over.closest(".action-bar, .top, .foot-nav, .review-actions, .score-foot, .side");
    return own || !bar || bar.contains(element) ? "" : named(bar);
  }

  /** Has the walk come back to where it began? */
  const round = () => walked.length > 1 && walked.slice(1).some((step) => step.element === walked[0].element);

  function ended() {
    const reached = new Set(walked.map((step) => step.element));
    const lap = walked.slice(0, walked.findIndex((step, at) => at && step.element === walked[0].element) + 1 || undefined);
    return {
      stops: stops.length,
      unreached: stops.filter((element) => !reached.has(element) && element.isConnected && reachable(element)).map(named),
      unseen: lap.filter((step) => before.has(step.element) && !step.seen).map((step) => named(step.element)),
      hidden: lap.filter((step) => step.hidden).map((step) => `${named(step.element)} under ${step.hidden}`),
      backwards: lap.slice(1, -1).flatMap((step, at) => (goesBack(lap[at].element, step.element) ? [`${named(lap[at].element)} → ${named(step.element)}`] : [])),
      trapped: round() ? [] : [`after ${walked.length} stops at ${named(document.activeElement)}`],
    };
  }

  /** Two stops of one box: the second stands above the first, or left of it in the same line. */
  function goesBack(from, to) {
    if (!from.isConnected || !to.isConnected || from.contains(to) || to.contains(from)) return false;
    let box = from.parentElement;
    while (!box.contains(to)) box = box.parentElement;
    const child = (element) => { let one = element; while (one.parentElement !== box) one = one.parentElement; return one; };
    const [a, b] = [child(from), child(to)];
    if ([a, b].some((one) => /fixed|sticky|absolute/.test(getComputedStyle(one).position))) return false;
    const [first, second] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
    const beside = first.left < second.right && second.left < first.right;
    const level = first.top < second.bottom - 4 && second.top < first.bottom - 4;
    return (beside && second.bottom <= first.top + 1) || (level && second.right <= first.left + 1);
  }

  return { sideways, small, fine, plain, cut, begin, round, ended };
})();
