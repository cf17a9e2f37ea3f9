"use strict";
(() => {
  const read = id => JSON.parse(document.getElementById(id).textContent);
  const models = read("models");
  const words = read("words");
  const cases = read("cases");
  const page = 50;
  const best = cases.reduce((most, item) => item.a.reduce((m, answer) => Math.max(m, answer.s), most), -Infinity);
  const browser = document.getElementById("browser");

  const make = (name, text, parent) => {
    const element = document.createElement(name);
    if (text !== undefined) {
      element.textContent = text; // never as HTML: it comes from models and data sets
    }
    parent.appendChild(element);
    return element;
  };

  const choice = (options, parent) => {
    const select = make("select", undefined, parent);
    options.forEach((option, i) => { make("option", option, select).value = String(i); });
    select.addEventListener("change", () => show(page));
    return select;
  };

  const form = make("form", undefined, browser);
  form.addEventListener("submit", event => event.preventDefault());
  const model = choice([words[0], ...models], form);
  const kind = choice(words.slice(1, 5), form);
  const search = make("input", undefined, form);
  search.type = "search";
  search.placeholder = words[5];
  search.setAttribute("aria-label", words[5]);
  search.addEventListener("input", () => show(page));
  const count = make("span", "", form);
  const list = make("div", undefined, browser);

  const kinds = [() => true, answer => answer.s < best, answer => answer.k === "f", answer => answer.k === "a"];

  const fits = (item, wanted, text) =>
    item.a.some(answer => (wanted < 0 || answer.m === wanted) && kinds[Number(kind.value)](answer))
    && (text === "" || [item.id, item.q, item.e, ...item.a.map(answer => answer.t)]
      .some(part => part.toLowerCase().includes(text)));

  const fill = (item, wanted, details) => {
    make("p", words[6] + ": " + item.e, details);
    item.a.filter(answer => wanted < 0 || answer.m === wanted).forEach(answer => {
      const box = make("div", undefined, details);
      box.className = "answer";
      make("b", models[answer.m], box);
      make("span", answer.t, box);
      const quiet = text => { make("span", text, box).className = "quiet"; };
      quiet(Number(answer.s.toFixed(4)) + " · " + answer.l);
      (answer.c || []).forEach(citation => quiet(words[7] + ": " + citation));
      (answer.x || []).forEach(step => quiet(words[8] + ": " + step));
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
      make("summary", item.id + " — " + item.q.slice(0, 200), details);
      details.addEventListener("toggle", () => {
        if (details.open && details.childElementCount === 1) {
          if (item.q.length > 200) {
            make("div", item.q, details).className = "answer";
          }
          fill(item, wanted, details);
        }
      });
    });
    if (found.length > most) {
      make("button", words[9], list).addEventListener("click", () => show(most + 10 * page));
    }
  };

  show(page);
})();
