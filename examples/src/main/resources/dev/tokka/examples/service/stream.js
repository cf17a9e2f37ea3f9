// SPDX-License-Identifier: Apache-2.0
// Server-sent events of a response to a POST, which EventSource cannot send.

/** Yields {name, data} for each event of the response, as it comes. */
export async function* events(response) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let read = '';
    for (;;) {
        const {done, value} = await reader.read();
        if (done) {
            return; // what is left of an event that did not end is not an event
        }
        read += value;
        for (let end = read.indexOf('\n\n'); end >= 0; end = read.indexOf('\n\n')) {
            const event = parse(read.slice(0, end));
            read = read.slice(end + 2);
            if (event) {
                yield event;
            }
        }
    }
}

function parse(block) {
    const fields = new Map();
    for (const line of block.split('\n')) {
        const colon = line.indexOf(': ');
        if (colon > 0) { // a heartbeat is a comment: it starts with its colon
            fields.set(line.slice(0, colon), line.slice(colon + 2));
        }
    }
    return fields.has('event') ? {name: fields.get('event'), data: JSON.parse(fields.get('data'))} : null;
}
