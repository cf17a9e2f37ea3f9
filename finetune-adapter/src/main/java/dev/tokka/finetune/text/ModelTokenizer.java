// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.Digests;
import dev.tokka.QuestionRejectedException;
import dev.tokka.finetune.decoding.Vocabulary;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The tokenizer of a language model: from texts to tokens, and from tokens to bytes.
 *
 * <p>Special tokens, and other added tokens that the model's chat template writes, act only where a template wrote them.
 * Anywhere else they are tokenized as the letters they consist of; the text is not changed for it. The remaining added
 * tokens act everywhere. The tokens of a prompt are those of transformers, which tokenizes the whole prompt at once, as long
 * as no content holds a token that must not act.
 *
 * <p>Safe for use by many threads. Holds native memory: whoever opens one closes it; tokenizing after that throws {@link
 * IllegalStateException}, closing waits for calls that have not ended, and closing twice does nothing more.
 */
public final class ModelTokenizer implements Vocabulary, AutoCloseable {

    private static final String FILE = "tokenizer.json";
    private static final Duration TRIAL = Duration.ofSeconds(10);

    private final GuardedTokenizer tokenizer;
    private final SealedTokens sealed;
    private final TokenTable table;
    private final TokenizerFiles files;

    private ModelTokenizer(GuardedTokenizer tokenizer, SealedTokens sealed, TokenTable table, TokenizerFiles files) {
        this.tokenizer = tokenizer;
        this.sealed = sealed;
        this.table = table;
        this.files = files;
    }

    /**
     * Opens tokenizer.json of {@code directory}, with what tokenizer_config.json, special_tokens_map.json,
     * generation_config.json and config.json say of it where they are there. It is tried on short texts for at most ten
     * seconds.
     *
     * @throws ModelFileException if there is none, it cannot be opened, or it is too slow, as one with a hostile expression
     *     is
     */
    public static ModelTokenizer open(ModelDirectory directory) {
        return open(directory, TRIAL);
    }

    static ModelTokenizer open(ModelDirectory directory, Duration trial) {
        if (!directory.has(FILE)) {
            throw new ModelFileException(
                    directory.path(),
                    Reason.MISSING,
                    "expected tokenizer.json but there is none; save the model's tokenizer into the directory as a fast"
                            + " tokenizer, with AutoTokenizer.from_pretrained(model).save_pretrained(directory)");
        }
        Path file = directory.path().resolve(FILE);
        byte[] content = directory.read(FILE);
        JsonNode json = ModelDirectory.parse(file, content);
        TokenizerFiles files = TokenizerFiles.of(directory, Digests.sha256(content));
        TokenTable table = TokenTable.of(file, json, files.vocabularySize());
        String template = TemplateSource.of(directory, files.tokenizer())
                .map(TemplateSource::text)
                .orElse("");
        List<AddedToken> acting = table.added().stream()
                .filter(token -> token.special() || template.contains(token.content()))
                .toList();
        SealedTokens sealed = new SealedTokens(acting, new SecureRandom());
        sealed.rename(json);
        GuardedTokenizer tokenizer = GuardedTokenizer.open(file, json.toString().getBytes(UTF_8), trial);
        ModelTokenizer opened = new ModelTokenizer(tokenizer, sealed, table, files);
        try {
            opened.requireNumbers(file, acting);
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Refuses a file whose tokens get other numbers than it says, as when a token is left out of its order. */
    private void requireNumbers(Path file, List<AddedToken> acting) {
        for (AddedToken token : acting) {
            int[] ids = tokenizer.encode(sealed.seal(RenderedPrompt.trusted(token.content())), false);
            if (IntStream.of(ids).noneMatch(id -> id == token.id())) {
                throw new ModelFileException(
                        file,
                        Reason.MALFORMED,
                        "expected its special tokens to have the numbers it says but " + token.id() + " is another");
            }
        }
    }

    /**
     * Returns the tokens of {@code text}, in which no special token acts, with what the tokenizer puts around a text, such as
     * a beginning: as transformers' {@code tokenizer(text)} does, by tokenizer.json and by {@code add_bos_token} and {@code
     * add_eos_token} of tokenizer_config.json.
     *
     * @throws QuestionRejectedException if the text has more than 1 million characters, or a token the model does not know
     */
    public int[] encode(String text) {
        int[] ids = encode(RenderedPrompt.untrusted(text), true);
        int[] begun = withEdge(ids, "bos", true);
        return withEdge(begun, "eos", false);
    }

    /** Adds or takes away the first or the last token, if tokenizer_config.json says so. */
    private int[] withEdge(int[] ids, String name, boolean first) {
        Optional<Boolean> wanted = files.flag("add_" + name + "_token");
        OptionalInt token = id(name + "_token", name + "_token_id");
        if (wanted.isEmpty() || token.isEmpty()) {
            return ids;
        }
        boolean has = ids.length > 0 && ids[first ? 0 : ids.length - 1] == token.getAsInt();
        if (has == wanted.get()) {
            return ids;
        }
        IntStream edge = wanted.get() ? IntStream.of(token.getAsInt()) : IntStream.empty();
        IntStream rest = IntStream.of(ids).skip(has && first ? 1 : 0).limit(has ? ids.length - 1L : ids.length);
        return (first ? IntStream.concat(edge, rest) : IntStream.concat(rest, edge)).toArray();
    }

    /**
     * Returns the tokens of a prompt and nothing around them, as templates write beginnings themselves.
     *
     * @throws QuestionRejectedException if the text has more than 1 million characters, or a token the model does not know
     */
    public int[] encode(RenderedPrompt prompt) {
        return encode(prompt, false);
    }

    private int[] encode(RenderedPrompt prompt, boolean marked) {
        int[] ids = tokenizer.encode(sealed.seal(requireNonNull(prompt, "prompt")), marked);
        for (int id : ids) {
            if (id >= size()) {
                throw new QuestionRejectedException(
                        "expected tokens that the model knows, below " + size() + ", but the prompt has " + id);
            }
        }
        return ids;
    }

    /** Returns the text of {@code tokens} as it is to be shown: without special tokens, with U+FFFD for broken characters. */
    public String decode(int... tokens) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int token : tokens) {
            bytes.writeBytes(bytes(token));
        }
        String text = bytes.toString(UTF_8);
        return stripsFirstSpace() && text.startsWith(" ") ? text.substring(1) : text;
    }

    /** Returns how many logits the model has by config.json, which may be more than there are tokens; else the tokens. */
    @Override
    public int size() {
        return table.bytes().size();
    }

    /** {@inheritDoc} Numbers that no token has add nothing. */
    @Override
    public byte[] bytes(int token) {
        return table.bytes().get(token).clone();
    }

    /** Returns whether a text loses the space its first token brings, as with the tokenizers of SentencePiece. */
    public boolean stripsFirstSpace() {
        return table.stripsFirstSpace();
    }

    /** Returns the number of the token that is written {@code token} in tokenizer.json, or empty if there is none. */
    public OptionalInt id(String token) {
        Integer id = table.ids().get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** Returns the token that begins a text, or empty if the model has none. */
    public OptionalInt beginning() {
        return id("bos_token", "bos_token_id");
    }

    /** Returns the token that fills up shorter sequences of a batch, or empty if the model has none. */
    public OptionalInt padding() {
        return id("pad_token", "pad_token_id");
    }

    /**
     * Returns the tokens that end what the model writes: those of generation_config.json, else of config.json, else the end
     * of tokenizer_config.json, as transformers takes them; often several, and none if no file says.
     */
    public Set<Integer> ends() {
        Set<Integer> ids = files.ids("eos_token_id");
        OptionalInt end = id("eos_token", "eos_token_id");
        return ids.isEmpty() && end.isPresent() ? Set.of(end.getAsInt()) : Set.copyOf(ids);
    }

    private OptionalInt id(String token, String configured) {
        OptionalInt id = files.token(token).map(this::id).orElse(OptionalInt.empty());
        return id.isPresent() ? id : files.id(configured);
    }

    /** Returns the SHA-256 of tokenizer.json, in hexadecimal. */
    public String digest() {
        return files.digest();
    }

    /** What a template may write by name. */
    TokenizerFiles files() {
        return files;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
