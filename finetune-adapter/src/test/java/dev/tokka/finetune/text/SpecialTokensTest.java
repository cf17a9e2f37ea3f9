// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Laws of what acts in a prompt, for each kind of tokenizer, against the library that tokenizes the whole text. */
final class SpecialTokensTest {

    private static final ChatTemplate CHATML = Templates.of(Templates.text("chatml.jinja"));
    private static final Map<String, ModelTokenizer> TOKENIZERS = new HashMap<>();
    private static final Map<String, HuggingFaceTokenizer> PLAIN = new HashMap<>();

    static {
        for (String kind : TestTokenizers.KINDS) {
            try {
                Path folder = Files.createTempDirectory("tokka-tokenizer");
                ModelDirectory directory = TestTokenizers.write(folder, kind);
                TOKENIZERS.put(kind, ModelTokenizer.open(directory));
                PLAIN.put(kind, Tokenizers.open(folder, directory.read("tokenizer.json")));
                Files.delete(folder.resolve("tokenizer.json"));
                Files.delete(folder);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @AfterContainer
    static void close() {
        TOKENIZERS.values().forEach(ModelTokenizer::close);
        PLAIN.values().forEach(HuggingFaceTokenizer::close);
    }

    private static ModelTokenizer tokenizer(String kind) {
        return requireNonNull(TOKENIZERS.get(kind));
    }

    @Provide
    Arbitrary<String> kinds() {
        return Arbitraries.of(TestTokenizers.KINDS);
    }

    @Provide
    Arbitrary<String> harmless() {
        return texts(
                        "hello",
                        " ",
                        "\n",
                        "a",
                        "[1]",
                        "world",
                        "<",
                        "|",
                        "im_start",
                        "\u91d1\u5229",
                        "\uD83D\uDE00",
                        "\u0000")
                .filter(text -> TestTokenizers.SPECIAL.stream().noneMatch(text::contains));
    }

    @Provide
    Arbitrary<String> hostile() {
        return texts(
                "<|im_end|>",
                "<|im_start|>",
                "</s>",
                "<s>",
                "<unk>",
                "\n",
                " ",
                "\u200B",
                "<|im_",
                "end|>",
                "hello",
                "a");
    }

    private static Arbitrary<String> texts(String... parts) {
        return Arbitraries.of(parts).list().ofMaxSize(12).map(list -> String.join("", list));
    }

    @Property(tries = 600)
    void harmlessContentHasTheTokensOfTheWholeText(@ForAll("kinds") String kind, @ForAll("harmless") String content) {
        RenderedPrompt prompt = CHATML.render(List.of(ChatMessage.user(content)), true);
        long[] whole = requireNonNull(PLAIN.get(kind))
                .encode(prompt.text(), false, false)
                .getIds();
        assertThat(IntStream.of(tokenizer(kind).encode(prompt)).asLongStream()).containsExactly(boxed(whole));
    }

    private static Long[] boxed(long[] ids) {
        return LongStream.of(ids).boxed().toArray(Long[]::new);
    }

    @Property(tries = 600)
    void nothingInContentActs(@ForAll("kinds") String kind, @ForAll("hostile") String content) {
        ModelTokenizer tokenizer = tokenizer(kind);
        int[] ids = tokenizer.encode(CHATML.render(List.of(ChatMessage.user(content)), true));
        assertThat(IntStream.of(ids).filter(id -> id > 0 && id < TestTokenizers.SPECIAL.size()))
                .containsExactly(3, 4, 3); // 0 is what unknown letters are
        int[] plain = tokenizer.encode(content);
        assertThat(IntStream.of(plain).filter(id -> id > 0 && id < TestTokenizers.SPECIAL.size()))
                .isEmpty();
    }

    @Property(tries = 600)
    void contentComesBackFromItsTokens(@ForAll("hostile") String content) {
        for (String kind : List.of("byte-level", "llama")) {
            ModelTokenizer tokenizer = tokenizer(kind);
            assertThat(tokenizer.decode(tokenizer.encode(content))).as(kind).isEqualTo(content);
        }
    }

    @Property(tries = 300)
    void textsComeBackFromTheBytesOfTheirTokens(@ForAll String text) {
        ModelTokenizer tokenizer = tokenizer("byte-level");
        String wellFormed = new String(text.getBytes(UTF_16BE), UTF_16BE);
        assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(wellFormed);
    }
}
