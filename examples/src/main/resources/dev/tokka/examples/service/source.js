// SPDX-License-Identifier: Apache-2.0
// The document behind a citation, with the quoted words marked.

import {words} from './words.js';

const AROUND = 50000; // of a long document, so many characters before and after the quoted words are shown

const pane = document.getElementById('source');
const title = document.getElementById('source-title');
const place = document.getElementById('source-place');
const note = document.getElementById('source-note');
const text = document.getElementById('source-text');
let opener = null;
let wanted = 0;

/** Shows the document that the citation names; closing gives the focus back to the button that opened it. */
export async function open(citation, button) {
    const mine = ++wanted;
    opener?.removeAttribute('aria-current');
    opener = button;
    opener.setAttribute('aria-current', 'true');
    title.textContent = citation.document;
    place.textContent = citation.headings.join(' › ');
    note.textContent = '';
    text.replaceChildren();
    pane.hidden = false;
    document.body.classList.add('with-source');
    const found = await load(citation.document);
    if (mine === wanted) { // the reader may have gone on to another citation meanwhile
        show(found, citation);
    }
}

async function load(id) {
    try {
        const response = await fetch('/api/documents/' + id.split('/').map(encodeURIComponent).join('/'));
        return response.ok ? (await response.json()).text : null;
    } catch {
        return null;
    }
}

function show(found, {start, end, quote}) {
    if (found === null) {
        note.textContent = words.missing;
        return;
    }
    const from = Math.max(0, start - AROUND);
    const to = Math.min(found.length, end + AROUND);
    if (found.slice(start, end) !== quote) {
        note.textContent = words.changed;
        text.append(found.slice(from, to));
        return;
    }
    const mark = document.createElement('mark');
    mark.textContent = quote;
    mark.tabIndex = -1;
    text.append((from > 0 ? '… ' : '') + found.slice(from, start), mark);
    text.append(found.slice(end, to) + (to < found.length ? ' …' : ''));
    note.textContent = words.shown;
    mark.focus({preventScroll: true});
    text.scrollTop = mark.offsetTop - text.clientHeight / 3; // the page itself stays where it is
}

/** Hides the document, if one is shown; returns the button that opened it. */
export function hide() {
    wanted++;
    pane.hidden = true;
    document.body.classList.remove('with-source');
    const last = opener;
    last?.removeAttribute('aria-current');
    opener = null;
    return last;
}

function close() {
    hide()?.focus();
}

document.getElementById('source-close').addEventListener('click', close);
document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && !pane.hidden) {
        close();
    }
});
