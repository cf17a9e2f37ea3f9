// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * One server-sent event.
 *
 * @param name what happened
 * @param data more about it
 * @param last whether it ends the stream
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, Server-sent events</a>
 */
record Event(String name, JsonNode data, boolean last) {

    static Event token(String text) {
        return new Event("token", JsonNodeFactory.instance.objectNode().put("text", text), false);
    }

    static Event restart() {
        return new Event("restart", JsonNodeFactory.instance.objectNode(), false);
    }

    static Event last(String name, JsonNode data) {
        return new Event(name, data, true);
    }

    /** Returns the event as it is sent; JSON holds no line break, which would end the data. */
    byte[] bytes() {
        return ("event: " + name + "\ndata: " + data + "\n\n").getBytes(UTF_8);
    }
}
