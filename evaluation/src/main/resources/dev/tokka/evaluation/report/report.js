"use strict";
(() => {
  const read = id => JSON.parse(document.getElementById(id).textContent);
  const models = read("models");
  const [allModels, allOutcomes, wrong, failures, abstentions, searchWord, expected, evidence, trace, more,
    modelWord, outcomeWord, abstained, failed] = read("words");
  const cases = read("cases");
  const page = 50;
  const browser = document.getElementById("browser");
  const metric = browser.dataset.metric;
  const sign = browser.dataset.moreIsBetter === "true" ? 1 : -1;
  const best = cases.reduce((most, item) => item.a.reduce((m, answer) => Math.max(m, sign * answer.s), most), -Infinity);
  const isWrong = answer => sign * answer.s < best;
  const number = value => String(Number(value.toFixed(4)));

  const make = (name, text, parent) => {
    const element = document.createElement(name);
    if (text !== undefined) {
      element.textContent = text; // never as HTML: it comes from models and data sets
    }
    parent.appendChild(element);
    return element;
  };

  const choice = (label, options, parent) => {
    const select = make("select", undefined, parent);
    select.setAttribute("aria-label", label);
    options.forEach((option, i) => { make("option", option, select).value = String(i); });
    select.addEventListener("change", () => show(page));
    return select;
  };

  const form = make("form", undefined, browser);
  form.addEventListener("submit", event => event.preventDefault());
  const model = choice(modelWord, [allModels, ...models], form);
  const kind = choice(outcomeWord, [allOutcomes, wrong, failures, abstentions], form);
  const search = make("input", undefined, form);
  search.type = "search";
  search.placeholder = searchWord;
  search.setAttribute("aria-label", searchWord);
  search.addEventListener("input", () => show(page));
  const count = make("output", "", form);
  const list = make("div", undefined, browser);

  const kinds = [() => true, isWrong, answer => answer.k === "f", answer => answer.k === "a"];

  const fits = (item, wanted, text) =>
    item.a.some(answer => (wanted < 0 || answer.m === wanted) && kinds[Number(kind.value)](answer))
    && (text === "" || [item.id, item.q, item.e, ...item.a.map(answer => answer.t)]
      .some(part => part.toLowerCase().includes(text)));

  // Each text from elsewhere is in an element of its own that keeps its direction of writing to itself.
  const summarize = (item, wanted, details) => {
    const summary = make("summary", undefined, details);
    const id = make("bdi", item.id, summary);
    id.className = "id";
    id.after(" ");
    const letters = Array.from(item.q);
    make("bdi", letters.length > 200 ? letters.slice(0, 199).join("") + "…" : item.q, summary);
    const marks = make("span", undefined, summary);
    marks.className = "quiet";
    item.a.filter(answer => wanted < 0 || answer.m === wanted).forEach(answer => {
      const mark = make("span", undefined, marks);
      mark.className = isWrong(answer) ? "mark wrong" : "mark right";
      make("bdi", models[answer.m], mark);
      make("span", " " + number(answer.s), mark);
    });
  };

  const fill = (item, wanted, details) => {
    if (Array.from(item.q).length > 200) {
      make("div", item.q, details).className = "answer";
    }
    const wish = make("p", expected + ": ", details);
    make("bdi", item.e, wish);
    item.a.filter(answer => wanted < 0 || answer.m === wanted).forEach(answer => {
      const box = make("div", undefined, details);
      box.className = "answer";
      make("b", models[answer.m], box).after(" ");
      if (answer.k !== "r") {
        const failure = answer.k === "f";
        const badge = make("span", failure ? failed : abstained, box);
        badge.className = failure ? "kind failed" : "kind";
        badge.after(" ");
      }
      make("bdi", answer.t, box);
      const quiet = text => { make("span", text, box).className = "quiet"; };
      quiet(metric + " " + number(answer.s) + " · " + answer.l);
      (answer.c || []).forEach(citation => quiet(evidence + ": " + citation));
      (answer.x || []).forEach(step => quiet(trace + ": " + step));
    });
  };

  const show = most => {
    const wanted = Number(model.value) - 1;
    const text = search.value.trim().toLowerCase();
    const found = cases.filter(item => fits(item, wanted, text));
    count.textContent = found.length + " / " + cases.length;
    list.textContent = "";
    found.slice(0, most).forEach(item => {
      const details = make("details", undefined, list);
      summarize(item, wanted, details);
      details.addEventListener("toggle", () => {
        if (details.open && details.childElementCount === 1) {
          fill(item, wanted, details);
        }
      });
    });
    if (found.length > most) {
      make("button", more, list).addEventListener("click", () => show(most + 10 * page));
    }
  };

  show(page);
})();
