// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which reply a request gets, and which requests there were. Safe for use by many threads. */
final class Script {

    private final List<Rule> rules;
    private final Deque<ScriptedReply> replies;
    private final List<ChatRequest> requests = new ArrayList<>();
    private @Nullable AssertionError unexpected;

    /** A reply to all requests that {@code fits} accepts. */
    record Rule(String name, Predicate<ChatRequest> fits, ScriptedReply reply) {}

    Script(List<Rule> rules, Collection<ScriptedReply> replies) {
        this.rules = List.copyOf(rules);
        this.replies = new ArrayDeque<>(replies);
    }

    synchronized ScriptedReply replyTo(ChatRequest request) {
        requests.add(requireNonNull(request, "request"));
        for (Rule rule : rules) {
            if (rule.fits.test(request)) {
                return rule.reply;
            }
        }
        if (!replies.isEmpty()) {
            return replies.remove();
        }
        AssertionError error = new AssertionError(unexpected(request));
        unexpected = unexpected == null ? error : unexpected;
        throw error;
    }

    synchronized List<ChatRequest> requests() {
        return List.copyOf(requests);
    }

    synchronized void verify() {
        if (unexpected != null) {
            throw new AssertionError(unexpected.getMessage(), unexpected);
        }
        if (!replies.isEmpty()) {
            throw new AssertionError("all replies must be used but " + replies.size() + " were not, after "
                    + requests.size() + " requests; the next one is " + replies.element());
        }
    }

    private String unexpected(ChatRequest request) {
        StringBuilder message = new StringBuilder("unexpected request " + requests.size() + " to a scripted model\n");
        message.append("expected ");
        if (rules.isEmpty()) {
            message.append("no more requests: every reply has been used");
        } else {
            message.append("one of:");
            rules.forEach(rule -> message.append("\n  ").append(rule.name));
        }
        return message.append("\nbut was:\n")
                .append(ChatTexts.transcript(request).indent(2).stripTrailing())
                .toString();
    }

    @Override
    public synchronized String toString() {
        return "scripted(" + rules.size() + " rules, " + replies.size() + " replies left)";
    }
}
