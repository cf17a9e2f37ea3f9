// SPDX-License-Identifier: Apache-2.0
// Asks, and shows what comes back. Whatever a model or a document says is text: nothing here makes HTML of it.

import {hide, open} from './source.js';
import {events} from './stream.js';
import {translate, words} from './words.js';

const form = document.getElementById('ask');
const question = document.getElementById('question');
const send = document.getElementById('send');
const stop = document.getElementById('stop');
const status = document.getElementById('status');
const exchanges = document.getElementById('exchanges');
let asking = null;

translate();
question.focus();

form.addEventListener('submit', event => {
    event.preventDefault();
    const asked = question.value.trim();
    if (asked && !asking) {
        ask(asked);
    }
});
question.addEventListener('keydown', event => {
    // Enter also ends the conversion of kana, and then it must not send.
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        form.requestSubmit();
    }
});
stop.addEventListener('click', () => asking?.abort());

async function ask(asked) {
    asking = new AbortController();
    busy(true);
    hide(); // on a narrow screen it would cover the new answer
    const card = newCard(asked);
    const begun = performance.now();
    try {
        const response = await fetch('/api/answers', {
            method: 'POST',
            headers: {'Content-Type': 'application/json'},
            body: JSON.stringify({question: asked}),
            signal: asking.signal,
        });
        if (response.ok) {
            await follow(response, card, begun);
        } else {
            fail(card, await response.json());
        }
    } catch {
        note(card, asking.signal.aborted ? words.stopped : words.lost, 'failure');
    } finally {
        card.answer.removeAttribute('aria-busy');
        asking = null;
        busy(false);
    }
}

function busy(is) {
    stop.hidden = !is;
    send.disabled = is;
    if (is) {
        status.textContent = words.answering;
    } else if ([stop, document.body].includes(document.activeElement)) {
        question.focus(); // the button that had the focus is gone; whoever reads elsewhere is left there
    }
}

function newCard(asked) {
    const card = {item: element('li', 'exchange'), text: element('p', 'text')};
    card.answer = element('div', 'answer');
    card.answer.setAttribute('aria-busy', 'true');
    card.answer.append(card.text);
    card.item.append(element('h2', 'asked', asked), card.answer);
    exchanges.prepend(card.item);
    return card;
}

async function follow(response, card, begun) {
    for await (const {name, data} of events(response)) {
        if (name === 'token') {
            card.text.append(data.text);
        } else if (name === 'restart') {
            card.text.replaceChildren();
        } else {
            end(card, name, data, begun);
            return;
        }
    }
    note(card, words.lost, 'failure'); // a stream that ends without an end
}

function end(card, name, data, begun) {
    if (name !== 'failure') {
        question.value = ''; // after a failure it stays, to be asked again
    }
    if (name === 'answer') {
        reply(card, data);
        status.textContent = words.answered(((performance.now() - begun) / 1000).toFixed(1));
    } else if (name === 'abstention') {
        card.text.replaceChildren(words.abstained);
        card.text.classList.add('abstained');
        card.answer.append(element('p', 'why', `${words.abstainedWhy} ${data.reason}`));
        status.textContent = words.abstained;
    } else {
        fail(card, data);
    }
}

function reply(card, {parts, citations}) {
    card.text.replaceChildren(...parts.map(part => 'citation' in part ? marker(citations[part.citation]) : said(part)));
    if (citations.length === 0) {
        return;
    }
    const list = element('ul', 'sources');
    for (const citation of citations) {
        const item = element('li');
        const place = [citation.document, ...citation.headings].join(' › ');
        const support = words.support(Math.round(100 * citation.support));
        const button = opening(citation, 'place', `[${citation.number}] ${place}`);
        item.append(button, element('span', 'support', support), element('q', 'quote', citation.quote));
        list.append(item);
    }
    card.answer.append(element('h3', 'sources-title', words.sources), list);
}

function said({text, supported}) {
    if (supported) {
        return text;
    }
    const doubtful = element('span', 'unsupported', text);
    doubtful.append(element('small', 'unsupported-note', words.unsupported));
    return doubtful;
}

function marker(citation) {
    const button = opening(citation, 'marker', `[${citation.number}]`);
    button.setAttribute('aria-label', words.cite(citation.number, citation.document));
    return button;
}

function opening(citation, className, label) {
    const button = element('button', className, label);
    button.type = 'button';
    button.addEventListener('click', () => open(citation, button));
    return button;
}

function fail(card, {kind, reason, partial, retryAt, incident}) {
    if (partial) {
        card.text.replaceChildren(partial);
    } else if (kind !== 'incomplete') {
        card.text.replaceChildren();
    }
    const said = [kind === 'incomplete' ? words.cut : words[reason] ?? words[kind] ?? words.internal];
    if (retryAt) {
        said.push(words.retryAt(new Date(retryAt).toLocaleTimeString(document.documentElement.lang)));
    }
    note(card, said.join(' '), 'failure', [`${kind} · ${reason}`, incident && words.incident(incident)]);
}

function note(card, said, className, details = []) {
    const shown = element('p', className, said);
    const known = details.filter(Boolean).join(' · ');
    if (known) {
        shown.append(element('small', 'details', known));
    }
    card.answer.append(shown);
    status.textContent = said;
}

function element(tag, className = '', text = '') {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
}
