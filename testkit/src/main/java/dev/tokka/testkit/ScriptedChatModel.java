// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.tokka.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * A LangChain4j chat model, sync and streaming, that says what a test tells it to, and remembers what it was asked.
 *
 * <pre>{@code
 * ScriptedChatModel model = ScriptedChatModel.builder()
 *         .reply("Hello.")                                                     // once, to the first request
 *         .when("deadline").reply(ScriptedReply.text("30 days.").withUsage(120, 4)) // whenever the user says so
 *         .build();
 * }</pre>
 *
 * <p>The first rule that fits the request decides. Requests that fit no rule get the replies without a rule, each once,
 * in order. A request for which there is no reply is <em>unexpected</em>: it fails with an {@link AssertionError} that
 * shows it. Because code under test may swallow that error, end the test with {@link #verify}.
 *
 * <p>Streams are written on the calling thread unless another executor is given; a caller that cancels a stream hears no
 * more of it. The model may be used by many threads.
 */
public final class ScriptedChatModel implements ChatModel, StreamingChatModel {

    private final Script script;
    private final Performance performance;
    private final Executor executor;

    private ScriptedChatModel(Builder builder) {
        this.script = new Script(builder.rules, builder.replies);
        this.performance = new Performance(builder.pause);
        this.executor = builder.executor;
    }

    /** Returns a model that gives these replies, each once, in order. */
    public static ScriptedChatModel replying(String... texts) {
        Builder builder = builder();
        for (String text : texts) {
            builder.reply(text);
        }
        return builder.build();
    }

    /** Returns a builder of a model to which every request is unexpected. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        return performance.speak(script.replyTo(request));
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        requireNonNull(handler, "handler");
        ScriptedReply reply = script.replyTo(request);
        executor.execute(() -> performance.stream(reply, handler));
    }

    /** Returns what was asked so far, in the order in which it came. */
    public List<ChatRequest> requests() {
        return script.requests();
    }

    /** Fails if a request was unexpected, or if a reply without a rule was not used. */
    public void verify() {
        script.verify();
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return DefaultChatRequestParameters.EMPTY;
    }

    @Override
    public List<ChatModelListener> listeners() {
        return List.of();
    }

    @Override
    public ModelProvider provider() {
        return ModelProvider.OTHER;
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return Set.of();
    }

    @Override
    public String toString() {
        return script.toString();
    }

    /** Builds {@link ScriptedChatModel}: rules in the order in which they are tried, and replies without a rule. */
    public static final class Builder {

        private final List<Script.Rule> rules = new ArrayList<>();
        private final List<ScriptedReply> replies = new ArrayList<>();
        private Pause pause = Pause.none();
        private Executor executor = Runnable::run;

        private Builder() {}

        /** Adds a reply without a rule, to be given once. */
        public Builder reply(String text) {
            return reply(ScriptedReply.text(text));
        }

        /** Adds a reply without a rule, to be given once. */
        public Builder reply(ScriptedReply reply) {
            replies.add(requireNonNull(reply, "reply"));
            return this;
        }

        /** Adds a failure without a rule, to happen once. */
        public Builder fail(RuntimeException failure) {
            return reply(ScriptedReply.failing(failure));
        }

        /**
         * Begins a rule for requests whose last message of the user contains {@code words}, in upper or lower case.
         *
         * @throws IllegalArgumentException if they are blank
         */
        public Then when(String words) {
            Checks.requireText(words, "words");
            return new Then(
                    "the user says \"" + words + "\"", request -> Words.contain(ChatTexts.lastOfUser(request), words));
        }

        /** Begins a rule for the requests that {@code fits} accepts; {@code name} is for messages. */
        public Then when(String name, Predicate<ChatRequest> fits) {
            return new Then(Checks.requireText(name, "name"), requireNonNull(fits, "fits"));
        }

        /** How delays and pauses of replies pass. Default: at once, {@link Pause#none}. */
        public Builder pausing(Pause newPause) {
            this.pause = requireNonNull(newPause, "newPause");
            return this;
        }

        /** What writes streams, each in one task. Default: the calling thread. */
        public Builder streamingOn(Executor newExecutor) {
            this.executor = requireNonNull(newExecutor, "newExecutor");
            return this;
        }

        /** Returns a new model that has been asked nothing. */
        public ScriptedChatModel build() {
            return new ScriptedChatModel(this);
        }

        /** The second half of a rule. */
        public final class Then {

            private final String name;
            private final Predicate<ChatRequest> fits;

            private Then(String name, Predicate<ChatRequest> fits) {
                this.name = name;
                this.fits = fits;
            }

            /** Ends the rule with a reply, given as often as the rule fits. */
            public Builder reply(String text) {
                return reply(ScriptedReply.text(text));
            }

            /** Ends the rule with a reply, given as often as the rule fits. */
            public Builder reply(ScriptedReply reply) {
                rules.add(new Script.Rule(name, fits, requireNonNull(reply, "reply")));
                return Builder.this;
            }

            /** Ends the rule with a failure, which happens as often as the rule fits. */
            public Builder fail(RuntimeException failure) {
                return reply(ScriptedReply.failing(failure));
            }
        }
    }
}
