// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.tokka.Checks;
import dev.tokka.DomainModel;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What real models said, in a file: recorded once, replayed ever after, without a network and without keys.
 *
 * <pre>{@code
 * try (Cassette cassette = Cassette.open(Path.of("src/test/resources/cassettes/fees.json"), CassetteSettings.DEFAULT)) {
 *     ChatModel model = cassette.chatModel(() -> OpenAiChatModel.builder().apiKey(key).build());
 *     ...
 * }
 * }</pre>
 *
 * <p>The file is JSON for people: requests, responses, pieces of streams, token counts, finish reasons, failures. Secrets
 * are {@linkplain Redaction removed} before anything is compared or written, and so is the caller of a question. Runs of
 * 32 hexadecimal digits in a request, as the random fences in prompts are, count as equal in all requests where they
 * stand in the same places; a replay puts the fences and the caller of its own request into the response. The same
 * calls give the same bytes. Of a question's attributes only the generation settings count.
 *
 * <p>In a replay the real model is not even built. A request that was not recorded fails with a {@link
 * CassetteMismatchError}; if the code under test hides it, {@link #close} throws it again. A replay takes no time,
 * streams on the calling thread and calls no listeners.
 *
 * <p>A cassette may be used by many threads, of which a strict one must see the requests in order. Processes or tests
 * that record into one file at the same time overwrite each other, each with a whole file.
 */
public final class Cassette implements AutoCloseable {

    private final Tape tape;
    private final Redaction redaction;
    private final String title;

    private Cassette(Path path, CassetteSettings settings) {
        this.tape = new Tape(path, settings.matching(), settings.mode().orElseGet(CassetteMode::fromProperty));
        this.redaction = settings.redaction();
        this.title = "cassette " + path.getFileName();
    }

    /**
     * Opens the cassette at {@code path}.
     *
     * @throws CassetteException if it is broken, or missing although it is to be replayed
     * @throws IllegalArgumentException if the system property {@value CassetteMode#PROPERTY} holds no mode
     */
    public static Cassette open(Path path, CassetteSettings settings) {
        return new Cassette(requireNonNull(path, "path"), settings);
    }

    /** Returns whether this cassette is read or written. */
    public CassetteMode mode() {
        return tape.mode();
    }

    /** Returns a model that answers from this cassette, or records what {@code real} answers. */
    public DomainModel model(Supplier<? extends DomainModel> real) {
        return model(Entry.MODEL, real);
    }

    /** Returns the model called {@code name}, for cassettes with several models. */
    public DomainModel model(String name, Supplier<? extends DomainModel> real) {
        return new RecordedModel(reel(name), new Lazy<>(real));
    }

    /** Returns a chat model that answers from this cassette, or records what {@code real} answers. */
    public ChatModel chatModel(Supplier<? extends ChatModel> real) {
        return chatModel(Entry.MODEL, real);
    }

    /** Returns the chat model called {@code name}, for cassettes with several models. */
    public ChatModel chatModel(String name, Supplier<? extends ChatModel> real) {
        return new RecordedChatModel(reel(name), new Lazy<>(real));
    }

    /** Returns a streaming chat model that answers from this cassette, or records what {@code real} answers. */
    public StreamingChatModel streamingChatModel(Supplier<? extends StreamingChatModel> real) {
        return streamingChatModel(Entry.MODEL, real);
    }

    /** Returns the streaming chat model called {@code name}, for cassettes with several models. */
    public StreamingChatModel streamingChatModel(String name, Supplier<? extends StreamingChatModel> real) {
        return new RecordedStreamingChatModel(reel(name), new Lazy<>(real));
    }

    private Reel reel(String name) {
        return new Reel(tape, Checks.requireText(name, "name"), redaction, title);
    }

    /**
     * Writes what was recorded, and fails if a request was not recorded or if a strict cassette has unused entries.
     *
     * @throws CassetteException if it cannot be written
     * @throws CassetteMismatchError if what was asked is not what was recorded
     */
    @Override
    public void close() {
        tape.save();
        tape.verify();
    }

    /** Returns the file and the mode. */
    @Override
    public String toString() {
        return title + " (" + tape.mode() + ")";
    }
}
