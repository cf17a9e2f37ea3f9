// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.finetune.catalogue.Catalogue;
import dev.tokka.finetune.lora.FileManifest;
import dev.tokka.finetune.onnx.OnnxChatModel;
import dev.tokka.finetune.onnx.OnnxChatOptions;
import dev.tokka.finetune.onnx.OnnxChatParameters;
import dev.tokka.governance.integrity.ModelSignature;
import dev.tokka.governance.integrity.SignedModel;
import dev.tokka.governance.integrity.TrustedSigner;
import dev.tokka.prompting.Prompting;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code of the guide to fine-tuned models. */
class FineTunedGuideTest {

    private final Path tiny = Path.of("../finetune-adapter/src/test/resources/models/tiny-copy");
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);
    private Path directory = Path.of("demo-bank/model");

    @TempDir
    Path temp;

    @Test
    void aDirectoryAnswers() {
        // SHOW
        try (OnnxChatModel chat = OnnxChatModel.open(directory)) {
            DomainModel model = chat.asDomainModel();
            Answer answer = model.answer("What is the support desk of the Pati savings account?");
            out.println(answer.reply().map(Answer.Reply::text).orElse("I do not know."));
        }
        // END

        assertThat(printed.toString(UTF_8)).isNotBlank();
    }

    @Test
    void aDrawIsRepeated() {
        String first = draw();
        printed.reset();

        assertThat(draw()).isEqualTo(first).isNotBlank();
    }

    private String draw() {
        // SHOW
        try (OnnxChatModel chat = OnnxChatModel.open(directory)) {
            ChatRequest request = ChatRequest.builder()
                    .messages(UserMessage.from("Question: What is the support desk of the Pati savings account?"))
                    .parameters(OnnxChatParameters.builder()
                            .temperature(0.7)
                            .topP(0.9)
                            .seed(1)
                            .maxOutputTokens(60)
                            .build())
                    .build();
            ChatResponse response = chat.chat(request);
            out.println(response.aiMessage().text() + " " + response.finishReason());
        }
        // END
        return printed.toString(UTF_8);
    }

    @Test
    void aLabelIsNeverMissed() {
        // SHOW
        try (OnnxChatModel chat = OnnxChatModel.open(directory)) {
            Question question = Question.of("Is the outlook of the bank good?").withForm(AnswerForm.oneOf("yes", "no"));
            Answer.Reply reply = chat.asDomainModel().answer(question).reply().orElseThrow();
            out.println(reply.text() + " " + reply.confidence());
        }
        // END

        assertThat(printed.toString(UTF_8)).containsPattern("^(yes|no) ");
    }

    @Test
    void anAdapterIsSwitchedOnByARequest() {
        // SHOW
        OnnxChatOptions options = OnnxChatOptions.defaults().withAdapter("reverse", tiny.resolve("adapters/reverse"));
        try (OnnxChatModel base = OnnxChatModel.open(tiny, options).withBeginning()) {
            out.println(base.asLanguageModel().generate("copy:abc=").content());
            out.println(base.withAdapter("reverse")
                    .asLanguageModel()
                    .generate("copy:abc=")
                    .content());
        }
        // END

        assertThat(printed.toString(UTF_8)).isEqualToNormalizingNewlines("abc\ncba\n");
    }

    @Test
    void whatBelongsTogetherStaysTogether() {
        try (OnnxEncoder encoder = OnnxEncoder.bgeSmallEn();
                LuceneIndex index = LuceneIndex.open(temp.resolve("index"), encoder)) {
            index.ingest(Path.of("demo-bank/documents"));
            // SHOW
            try (FineTunedModel tuned = FineTunedModel.open(directory)) {
                DomainModel base = tuned.withAdapter("");
                DomainModel prompted = base.with(Prompting.instructions("Reply with the value only."));
                DomainModel both = tuned.with(Retrieval.from(index).limit(4));
                for (DomainModel model : List.of(base, prompted, tuned, both)) {
                    Answer answer = model.answer("How much interest applies to the Pati savings account?");
                    out.println(answer.reply().map(Answer.Reply::text).orElse("I do not know."));
                }
                out.println(tuned.card().knownLimits());
            }
            // END
        }

        assertThat(printed.toString(UTF_8).lines()).hasSize(5);
        assertThat(printed.toString(UTF_8)).contains("5.05 percent", "Two million parameters");
    }

    @Test
    void aManifestHoldsEveryFile() throws IOException {
        directory = temp.resolve("model");
        copy(Path.of("demo-bank/model"), directory);
        // SHOW
        FileManifest.of(directory).write(directory);
        FileManifest manifest = FileManifest.read(directory);
        manifest.check(directory);
        out.println(manifest.digest());
        // END

        assertThat(printed.toString(UTF_8).strip()).hasSize(64);
    }

    @Test
    void filesThatAreSignedAreVerified() throws Exception {
        directory = temp.resolve("signed");
        copy(tiny, directory);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        KeyPair keys = generator.generateKeyPair();
        ModelSignature.sign(directory, directory.resolve("model.sig"), keys);
        Path vendorKey = temp.resolve("vendor.pem");
        Files.writeString(
                vendorKey,
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        // SHOW
        TrustedSigner vendor = TrustedSigner.key(vendorKey);
        SignedModel signed = ModelSignature.verify(directory, directory.resolve("model.sig"), vendor);
        out.println(signed.digest());
        // END

        assertThat(printed.toString(UTF_8).strip()).hasSize(64);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    @Test
    void manyRunAtOnce() {
        // SHOW
        OnnxChatOptions options = OnnxChatOptions.defaults()
                .withCapacity(OnnxChatOptions.Capacity.DEFAULT.withThreads(2).withRequests(4, 100))
                .withPrefixBytes(512L << 20);
        try (OnnxChatModel chat = OnnxChatModel.open(directory, options)) {
            List<ChatRequest> requests = Stream.of("What is the Pati savings account?", "Who may have one?")
                    .map(text -> ChatRequest.builder()
                            .messages(UserMessage.from("Question: " + text))
                            .build())
                    .toList();
            chat.chatAll(requests)
                    .forEach(response -> out.println(response.aiMessage().text()));
        }
        // END

        assertThat(printed.toString(UTF_8).lines()).hasSize(2);
    }

    @Test
    void theCatalogueSaysHowToRunWhatThereIs() {
        // SHOW
        Catalogue catalogue = Catalogue.builtIn();
        out.println(catalogue.find("fingpt-sentiment").howToRun());
        out.println(catalogue.find("medlm").howToRun());
        // END

        assertThat(printed.toString(UTF_8)).contains("2025").containsIgnoringCase("medgemma");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/fine-tuned.md", "docs/fine-tuned.ja.md"})
    void theGuideShowsTheCodeAbove(String guide) throws IOException {
        assertThat(Documentation.javaBlocks(guide)).isEqualTo(Documentation.shownBy(FineTunedGuideTest.class));
    }
}
