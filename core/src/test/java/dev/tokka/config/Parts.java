// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Embedder;
import dev.tokka.Question;
import dev.tokka.Retriever;
import dev.tokka.TokenSink;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;

/** Kinds of parts for tests, which need nothing. */
final class Parts {

    static final Kind<DomainModel> SAYS =
            Role.MODEL.kind("says", "Always says the same.", Type.text(), (text, making) -> new Says(text));

    static final Kind<Embedder> LETTERS =
            Role.EMBEDDER.kind("letters", "Counts vowels.", Type.object(), (settings, making) -> new Letters());

    static final Kind<Retriever> NOTHING =
            Role.RETRIEVER.kind("nothing", "Finds nothing.", Type.object(), (settings, making) -> new Nothing());

    private Parts() {}

    /** A loader without environment variables that knows these kinds. */
    static ConfigLoader loader() {
        return new ConfigLoader().withEnvironment(Map.of()).withKinds(SAYS, LETTERS, NOTHING);
    }

    /** Says a text; abstains if it begins with a question mark. */
    record Says(String text) implements DomainModel {

        @Override
        public Answer answer(Question question) {
            if (text.startsWith("?")) {
                return Answer.abstain(text.substring(1));
            }
            question.attributes().get(TokenSink.KEY).ifPresent(sink -> sink.token(text));
            OptionalDouble confidence = OptionalDouble.of(text.length() % 2 == 0 ? 0.2 : 0.9);
            Answer.Reply reply = Answer.reply(text);
            return new Answer.Reply(reply.text(), reply.citations(), confidence, reply.trace());
        }

        @Override
        public Description describe() {
            return Description.of("says", text);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Counts the vowels of a text. */
    record Letters() implements Embedder {

        @Override
        public float[] embed(String text) {
            float[] vector = {1, 0, 0, 0, 0, 0};
            text.chars().forEach(letter -> vector["aeiou".indexOf(letter) + 1]++);
            return vector;
        }

        @Override
        public Description describe() {
            return Description.of("letters");
        }
    }

    /** Finds nothing. */
    record Nothing() implements Retriever {

        @Override
        public List<dev.tokka.Passage> retrieve(dev.tokka.Query query) {
            return List.of();
        }

        @Override
        public Description describe() {
            return Description.of("nothing");
        }
    }

    /** Models that hold something open, and what became of them. */
    static final class Openings {

        final List<String> log = new CopyOnWriteArrayList<>(); // the last caller closes

        Kind<DomainModel> kind() {
            return Role.MODEL.kind("opens", "Holds something open.", Type.text(), (name, making) -> {
                log.add("open " + name);
                making.opened(() -> log.add("close " + name));
                if (name.startsWith("broken")) {
                    throw new IllegalStateException("expected a disk but found none");
                }
                return new Says(name);
            });
        }
    }
}
