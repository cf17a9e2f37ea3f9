// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tokka.Answer;
import dev.tokka.Question;
import dev.tokka.finetune.lora.FileManifest;
import dev.tokka.finetune.onnx.OnnxChatOptions;
import dev.tokka.governance.integrity.ModelSignature;
import dev.tokka.governance.integrity.UntrustedModelException;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import dev.tokka.testkit.ScriptedChatModel;
import dev.tokka.testkit.server.FakeOpenAiServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the file of a model may say, and models that a server holds. */
class TunedFileTest {

    private static final String CARD = "'name': 'm', 'version': '1', 'licence': 'l', 'trainingData': 't',"
            + " 'intendedUse': 'u', 'knownLimits': 'k'";
    private static final String CHAT = "'prompt': {'question': 'Q: {question}'}";
    private static final String SERVED =
            "'base': {'kind': 'vllm', 'url': '%s', 'model': 'fingpt-sentiment', 'api': '%s'}";

    @TempDir
    Path folder;

    private Path file(String... members) throws IOException {
        String json = "{" + CARD + ", " + String.join(", ", members) + "}";
        return Files.writeString(folder.resolve(TunedFile.NAME), json.replace('\'', '"'));
    }

    private AbstractThrowableAssert<?, ?> refused(Path file) {
        return assertThatThrownBy(() -> FineTunedModel.open(file).close())
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining(folder.toString());
    }

    @Test
    void aServedChatIsAskedByItsId() throws IOException {
        ScriptedChatModel script = ScriptedChatModel.replying("500 yen.");
        try (FakeOpenAiServer server = FakeOpenAiServer.start(script);
                FineTunedModel model = FineTunedModel.open(file(SERVED.formatted(server.baseUrl(), "chat"), CHAT))) {
            Answer answer = model.answer("What is the fee?");

            assertThat(answer.reply()).map(Answer.Reply::text).contains("500 yen.");
            assertThat(server.requests().get(0).body()).contains("\"fingpt-sentiment\"", "Q: What is the fee?");
            assertThat(model.describe().isOpaque()).isFalse();
            assertThatThrownBy(() -> model.withAdapter("x")).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void aServedCompletionGetsTheRawTextOfItsTraining() throws IOException {
        Queue<String> bodies = new ConcurrentLinkedQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/completions", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] reply = ("{\"id\": \"1\", \"model\": \"m\", \"choices\": [{\"index\": 0, \"text\": \"positive\","
                            + " \"finish_reason\": \"stop\"}], \"usage\": {\"prompt_tokens\": 9,"
                            + " \"completion_tokens\": 1, \"total_tokens\": 10}}")
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
        server.start();
        String url = "http://localhost:" + server.getAddress().getPort() + "/v1";
        try (FineTunedModel model =
                FineTunedModel.open(file(SERVED.formatted(url, "completion"), "'prompt': {'format': 'finGpt'}"))) {
            Question question =
                    Question.of("Profit rose.").plusInstructions(List.of("What is the sentiment of this news?"));

            assertThat(model.answer(question).reply()).map(Answer.Reply::text).contains("positive");
            assertThat(bodies.peek())
                    .contains("Instruction: What is the sentiment of this news?\\nInput: Profit rose.\\nAnswer: ");
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chat | {'format': 'finGpt'} | expected \"api\" completion",
                "completion | {'question': '{question}'} | expected \"api\" chat",
                "chat | {'question': '{question}', 'template': '%s'} | cannot be seen from here",
                "chat | {'question': 'no place'} | expected {question}",
                "chat | {'question': '{question}', 'evidence': '[{n}]'} | expected {text}",
                "chat | {'question': '{question}', 'sytem': 'x'} | but it has [sytem]",
                "chat | {'format': 'gpt'} | expected \"format\" to be one of",
                "chat | {'format': 'chat', 'system': 'x'} | but it has [system]",
                "chat | {'question': 7} | expected \"question\" to be a text"
            })
    void thePromptOfTheTrainingIsThePromptOfTheService(String api, String prompt, String seen) throws IOException {
        String url = "http://localhost:1/v1";
        refused(file(SERVED.formatted(url, api), "'prompt': " + prompt.replace("%s", "0".repeat(64))))
                .hasMessageContaining(seen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'kind': 'ollama', 'url': 'http://h', 'model': 'm', 'api': 'completion' | Ollama wraps every prompt",
                "'kind': 'bedrock', 'url': 'http://h', 'model': 'm', 'api': 'completion' | one of openai, vllm, tgi, ollama",
                "'kind': 'vllm', 'url': 'file:///etc', 'model': 'm', 'api': 'completion' | an address of http",
                "'kind': 'vllm', 'url': 'http://u:p@h', 'model': 'm', 'api': 'completion' | without a password",
                "'kind': 'vllm', 'url': 'http://h', 'model': 'm', 'api': 'grpc' | chat or completion",
                "'kind': 'vllm', 'url': 'http://h', 'api': 'completion' | expected a text \"model\"",
                "'kind': 'vllm', 'url': 'http://h', 'model': 'm', 'api': 'completion', 'key': 's' | but it has [key]"
            })
    void aServerIsNamedInFull(String base, String seen) throws IOException {
        refused(file("'base': {" + base + "}", "'prompt': {'format': 'finGpt'}"))
                .hasMessageContaining("tokka-model.json")
                .hasMessageContaining(seen);
    }

    @Test
    void theKeyOfAServerIsInTheEnvironment() throws IOException {
        Path file = file(
                "'base': {'kind': 'openai', 'url': 'http://h/v1', 'model': 'm', 'api': 'chat', 'keyVariable': 'KEY'}",
                CHAT);

        assertThatThrownBy(() -> FineTunedModel.open(file, OnnxChatOptions.defaults(), name -> Optional.empty()))
                .hasMessageContaining("environment variable KEY");
        try (FineTunedModel model =
                FineTunedModel.open(file, OnnxChatOptions.defaults(), name -> Optional.of("secret"))) {
            assertThat(model.describe().toJson()).doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'base': 'nowhere' | expected a directory",
                "'base': '.', 'adapter': 'x' | expected \"adapter\" to be one of []",
                "'base': '.', 'adapters': {'x': 7} | expected \"x\" to be a text",
                "'base': '.', 'temperature': 0 | but it has [temperature]",
                "'base': '.' | expected a chat template",
                "'base': '.', 'manifest': 'abc' | tokka-manifest.json",
                "'base': {'kind': 'vllm'}, 'graph': 'g' | expected no \"graph\""
            })
    void whatIsWrongIsNamed(String base, String seen) throws IOException {
        refused(file(base, CHAT)).hasMessageContaining(seen);
    }

    @Test
    void aFileIsNeeded() {
        refused(folder).hasMessageContaining("expected a file that describes a fine-tuned model");
    }

    @Test
    void anotherChatTemplateThanInTrainingIsRefused() throws IOException {
        Files.writeString(folder.resolve("chat_template.jinja"), "{{ messages[0]['content'] }}");

        refused(file("'base': '.'", "'prompt': {'question': '{question}', 'template': '" + "0".repeat(64) + "'}"))
                .hasMessageContaining("expected the chat template of the training, with SHA-256 000");

        Path adapter = Files.createDirectory(folder.resolve("a"));
        Files.writeString(adapter.resolve("chat_template.jinja"), "another");
        refused(file("'base': '.'", "'adapters': {'a': 'a'}", CHAT))
                .hasMessageContaining("expected the chat template of the training");
    }

    @Test
    void changedFilesAreRefusedBeforeTheyAreLoaded() throws IOException {
        Path base = Files.createDirectory(folder.resolve("base"));
        Files.writeString(base.resolve("chat_template.jinja"), "x");
        Files.writeString(base.resolve("model.onnx"), "no graph");
        FileManifest manifest = FileManifest.of(base);
        manifest.write(base);

        refused(file("'base': 'base'", "'manifest': '" + "0".repeat(64) + "'", CHAT))
                .hasMessageContaining("it has " + manifest.digest());

        Files.writeString(base.resolve("model.onnx"), "changed");
        refused(file("'base': 'base'", "'manifest': '" + manifest.digest() + "'", CHAT))
                .hasMessageContaining("model.onnx: expected the SHA-256")
                .satisfies(e -> assertThat(((ModelFileException) e).reason()).isEqualTo(Reason.MALFORMED));
    }

    @Test
    void filesThatTheSignerDidNotSignAreRefusedBeforeTheyAreLoaded() throws Exception {
        Path base = Files.createDirectory(folder.resolve("base"));
        Files.writeString(base.resolve("chat_template.jinja"), "x");
        Files.writeString(base.resolve("model.onnx"), "no graph");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        KeyPair vendor = generator.generateKeyPair();
        Files.writeString(
                folder.resolve("vendor.pem"),
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(vendor.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        ModelSignature.sign(base, base.resolve("model.sig"), vendor);
        String seal = "'signature': 'base/model.sig', 'signer': 'vendor.pem'";

        refused(file("'base': 'base'", seal, CHAT)).isInstanceOf(ModelFileException.class); // no graph: it was tried

        Files.writeString(base.resolve("model.onnx"), "changed");
        assertThatThrownBy(() -> FineTunedModel.open(file("'base': 'base'", seal, CHAT)))
                .isInstanceOf(UntrustedModelException.class)
                .hasMessageContaining("model.onnx: expected the SHA-256");
        refused(file("'base': 'base'", "'signature': 'base/model.sig'", CHAT))
                .hasMessageContaining("expected \"signature\" and \"signer\" together");
    }
}
