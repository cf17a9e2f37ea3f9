// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.QuestionRejectedException;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelTokenizerTest {

    @TempDir
    private Path folder;

    private ModelTokenizer open(String kind) {
        return ModelTokenizer.open(TestTokenizers.write(folder, kind));
    }

    private void write(String name, String json) throws IOException {
        Files.writeString(folder.resolve(name), json.replace('\'', '"'));
    }

    @Test
    void aMissingTokenizerSaysWhatToDo() {
        assertThatThrownBy(() -> ModelTokenizer.open(ModelDirectory.of(folder)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("save_pretrained");
    }

    @Test
    void damagedTokenizersAreRefused() throws IOException {
        for (String json :
                List.of("", "{}", "[]", "{'model':{'vocab':{'a':-1}}}", "{'model':{'type':'BPE','vocab':{}}}")) {
            write("tokenizer.json", json);
            assertThatThrownBy(() -> ModelTokenizer.open(ModelDirectory.of(folder)))
                    .isInstanceOf(ModelFileException.class);
        }
    }

    @Test
    void tokensHaveTheirExactBytes() {
        try (ModelTokenizer tokenizer = open("byte-level")) {
            int space = tokenizer.id("\u0120a").orElseThrow();
            assertThat(tokenizer.bytes(space)).isEqualTo(" a".getBytes(UTF_8));
            assertThat(tokenizer.bytes(tokenizer.id("<s>").orElseThrow())).isEmpty();
            assertThat(tokenizer.bytes(tokenizer.id("[1]").orElseThrow())).isEqualTo("[1]".getBytes(UTF_8));
            assertThat(tokenizer.decode(tokenizer.encode("\u91d1\u5229 \uD83D\uDE00")))
                    .isEqualTo("\u91d1\u5229 \uD83D\uDE00");
            assertThat(tokenizer.stripsFirstSpace()).isFalse();
        }
    }

    @Test
    void tokensOfSentencePieceHaveSpacesAndBytes() {
        try (ModelTokenizer tokenizer = open("llama")) {
            assertThat(tokenizer.bytes(tokenizer.id("\u2581a").orElseThrow())).isEqualTo(" a".getBytes(UTF_8));
            assertThat(tokenizer.bytes(tokenizer.id("<0x0A>").orElseThrow())).containsExactly('\n');
            assertThat(tokenizer.bytes(tokenizer.id("<0xE9>").orElseThrow())).containsExactly(0xE9);
            assertThat(tokenizer.stripsFirstSpace()).isTrue();
            assertThat(tokenizer.decode(tokenizer.encode("a \u91d1\n"))).isEqualTo("a \u91d1\n");
        }
    }

    @Test
    void tokensOfWordsHaveSpacesBetween() {
        try (ModelTokenizer tokenizer = open("wordpiece")) {
            assertThat(tokenizer.decode(tokenizer.encode("hello world a"))).isEqualTo("hello world a");
        }
        try (ModelTokenizer tokenizer = open("words")) {
            assertThat(tokenizer.decode(tokenizer.encode("hello  world"))).isEqualTo("hello world");
        }
    }

    @Test
    void theVocabularyIsAsLargeAsTheModelSays() throws IOException {
        write("config.json", "{'vocab_size': 300}");
        try (ModelTokenizer tokenizer = open("byte-level")) {
            assertThat(tokenizer.size()).isEqualTo(300);
            assertThat(tokenizer.bytes(299)).isEmpty();
        }
        write("config.json", "{'text_config': {'vocab_size': 100}}");
        try (ModelTokenizer tokenizer = open("byte-level")) {
            assertThat(tokenizer.size()).isEqualTo(100);
            assertThatThrownBy(() -> tokenizer.encode("[1]")).isInstanceOf(QuestionRejectedException.class);
        }
    }

    @Test
    void endsAreThoseOfTheConfigurationsInTheOrderOfTransformers() throws IOException {
        write("tokenizer_config.json", "{'bos_token': {'content': '<s>'}, 'eos_token': '</s>'}");
        write("special_tokens_map.json", "{'pad_token': '<unk>'}");
        try (ModelTokenizer tokenizer = open("byte-level")) {
            assertThat(tokenizer.beginning()).hasValue(1);
            assertThat(tokenizer.padding()).hasValue(0);
            assertThat(tokenizer.ends()).containsExactly(2);
        }
        write("config.json", "{'eos_token_id': 3}");
        try (ModelTokenizer tokenizer = open("byte-level")) {
            assertThat(tokenizer.ends()).containsExactly(3);
        }
        write("generation_config.json", "{'eos_token_id': [2, 4]}");
        try (ModelTokenizer tokenizer = open("byte-level")) {
            assertThat(tokenizer.ends()).containsExactlyInAnyOrder(2, 4);
        }
    }

    @Test
    void rawPromptsBeginAndEndAsTheTokenizerIsConfigured() throws IOException {
        write("tokenizer_config.json", "{'bos_token': '<s>', 'eos_token': '</s>', 'add_bos_token': true}");
        try (ModelTokenizer tokenizer = open("byte-level")) {
            int a = tokenizer.id("a").orElseThrow();
            assertThat(tokenizer.encode("a")).containsExactly(1, a);
            assertThat(tokenizer.encode(RenderedPrompt.untrusted("a"))).containsExactly(a);
            assertThat(tokenizer.encode(RenderedPrompt.trusted("<s>a</s>"))).containsExactly(1, a, 2);
        }
        write("tokenizer_config.json", "{'bos_token': '<s>', 'eos_token': '</s>', 'add_eos_token': true}");
        try (ModelTokenizer tokenizer = open("byte-level")) {
            assertThat(tokenizer.encode("a")).endsWith(2).hasSize(2);
        }
    }

    @Test
    void addedTokensOfTheTemplateDoNotActInContent() throws IOException {
        try (ModelTokenizer tokenizer = open("byte-level")) {
            assertThat(tokenizer.encode("[1]"))
                    .containsExactly(tokenizer.id("[1]").orElseThrow());
        }
        write("tokenizer_config.json", "{'chat_template': 'Answer [1]: {{ messages[0].content }}'}");
        ModelDirectory directory = TestTokenizers.write(folder, "byte-level");
        try (ModelTokenizer tokenizer = ModelTokenizer.open(directory)) {
            int added = tokenizer.id("[1]").orElseThrow();
            RenderedPrompt prompt =
                    ChatTemplate.of(directory, tokenizer).orElseThrow().render(List.of(ChatMessage.user("[1]")), true);
            assertThat(tokenizer.encode(prompt)).containsOnlyOnce(added);
            assertThat(tokenizer.encode("[1]")).doesNotContain(added);
        }
    }

    @Test
    void aDirectoryWithoutTemplateHasNone() {
        ModelDirectory directory = TestTokenizers.write(folder, "byte-level");
        try (ModelTokenizer tokenizer = ModelTokenizer.open(directory)) {
            assertThat(ChatTemplate.of(directory, tokenizer)).isEmpty();
        }
    }

    @Test
    void namedTemplatesGiveTheDefault() throws IOException {
        write(
                "tokenizer_config.json",
                "{'chat_template': [{'name': 'tool_use', 'template': 'no'}, {'name': 'default', 'template': 'yes'}]}");
        ModelDirectory directory = TestTokenizers.write(folder, "byte-level");
        try (ModelTokenizer tokenizer = ModelTokenizer.open(directory)) {
            ChatTemplate template = ChatTemplate.of(directory, tokenizer).orElseThrow();
            assertThat(template.render(List.of(ChatMessage.user("")), true).text())
                    .isEqualTo("yes");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+b",
                "(a|a)*b",
                "(a|aa)+$",
                "(?:\\s*\\s*)x",
                "\\s*\\s*x",
                "a*b*c*",
                "(\\w+)\\1",
                "a++*b",
                "(?<n>a)\\k<n>",
                "(?R)",
                "[a",
                "(a",
                "a{1,}a{2,}b",
                "a{1000}a{1000}b"
            })
    void aHostileExpressionIsRefused(String expression) throws IOException {
        writeSplit(expression);
        assertThatThrownBy(() -> ModelTokenizer.open(ModelDirectory.of(folder)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("tokenizer.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
                "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}"
                        + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lo}\\p{M}]+(?i:'s|'t|'re)?",
                "\\d",
                "(?:ab)+",
                "(?=(\\d{3})+(?!\\d))|x"
            })
    void usualExpressionsAreTaken(String expression) throws IOException {
        writeSplit(expression);
        try (ModelTokenizer tokenizer = ModelTokenizer.open(ModelDirectory.of(folder))) {
            assertThat(tokenizer.encode("It's 1000\n\n  x" + " ".repeat(100_000)))
                    .isNotEmpty();
        }
    }

    private void writeSplit(String expression) throws IOException {
        ObjectNode json = TestTokenizers.json("byte-level");
        ObjectNode steps = json.putObject("pre_tokenizer").put("type", "Sequence");
        ArrayNode all = steps.putArray("pretokenizers");
        ObjectNode split =
                all.addObject().put("type", "Split").put("behavior", "Isolated").put("invert", false);
        split.putObject("pattern").put("Regex", expression);
        all.addObject()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", false);
        Files.writeString(folder.resolve("tokenizer.json"), json.toString());
    }

    @Test
    void halvesOfCharactersAndLongTextsAreHandled() {
        try (ModelTokenizer tokenizer = open("byte-level")) {
            assertThat(tokenizer.decode(tokenizer.encode("a\uD83D"))).isEqualTo("a\uFFFD");
            String tooLong = "a".repeat((1 << 20) + 1);
            assertThatThrownBy(() -> tokenizer.encode(tooLong)).isInstanceOf(QuestionRejectedException.class);
        }
    }

    @Test
    void closingUnderUseIsSafe() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 20; round++) {
                ModelTokenizer tokenizer = open("byte-level");
                List<Callable<Boolean>> calls = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    calls.add(() -> {
                        try {
                            while (true) {
                                tokenizer.encode("hello world");
                            }
                        } catch (IllegalStateException e) {
                            return true;
                        }
                    });
                }
                List<Future<Boolean>> ended = new ArrayList<>();
                calls.forEach(call -> ended.add(threads.submit(call)));
                tokenizer.close();
                tokenizer.close();
                for (Future<Boolean> end : ended) {
                    assertThat(end.get()).isTrue();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
