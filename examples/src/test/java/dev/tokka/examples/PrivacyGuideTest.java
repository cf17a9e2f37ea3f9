// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.Span;
import dev.tokka.governance.privacy.Detector;
import dev.tokka.governance.privacy.Detectors;
import dev.tokka.governance.privacy.Finding;
import dev.tokka.governance.privacy.PersonalData;
import dev.tokka.governance.privacy.Privacy;
import dev.tokka.governance.privacy.Pseudonyms;
import dev.tokka.governance.privacy.Redaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code of the guide to personal data. */
class PrivacyGuideTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);
    private final List<Question> seen = new ArrayList<>();
    private final DomainModel hosted = question -> {
        seen.add(question);
        return Answer.reply("I will write to " + question.text().replaceAll(".* (EMAIL_\\w+).*", "$1") + ".");
    };
    private final List<String> customers = List.of("山田 花子", "Hanako Yamada");
    private final SecretKey tenantKey = new SecretKeySpec("read this from a vault".getBytes(UTF_8), "HmacSHA256");

    @Test
    void textsAreRedacted() {
        // SHOW
        Detector detector = Detectors.all(Detectors.usual(), Detectors.names(customers));
        Redaction redaction = Redaction.of(detector);
        out.println(redaction.apply("Hanako Yamada (hanako@example.jp, 090-1234-5678) lost card 4111 1111 1111 1111."));
        out.println(redaction.apply("山田花子様　〒１００－８９６７　マイナンバー：１２３４－５６７８－９０１８"));
        // END

        assertThat(printed.toString(UTF_8).lines())
                .containsExactly(
                        "[name] ([email], [phone]) lost card [card].", "[name]様　[postal-code]　マイナンバー：[my-number]");
    }

    @Test
    void aModelSeesPseudonyms() {
        Detector detector = Detectors.all(Detectors.usual(), Detectors.names(customers));
        // SHOW
        DomainModel careful = Privacy.pseudonymized(hosted, detector, tenantKey);
        Answer answer = careful.answer("Please write to hanako@example.jp today.");
        out.println(answer.reply().map(Answer.Reply::text).orElse("I do not know."));
        // END

        assertThat(printed.toString(UTF_8).strip()).isEqualTo("I will write to hanako@example.jp.");
        assertThat(seen.toString()).contains("EMAIL_").doesNotContain("hanako");
    }

    @Test
    void aConversationKeepsItsPseudonyms() {
        Detector detector = Detectors.usual();
        // SHOW
        Pseudonyms conversation = new Pseudonyms(detector, tenantKey);
        String hidden = conversation.hide("Send it to hanako@example.jp.");
        out.println(hidden);
        out.println(conversation.reveal(hidden));
        // END

        assertThat(printed.toString(UTF_8).lines())
                .satisfiesExactly(
                        first -> assertThat(first).matches("Send it to EMAIL_[A-Z2-7]{10}\\."),
                        second -> assertThat(second).isEqualTo("Send it to hanako@example.jp."));
    }

    @Test
    void aDetectorIsOneMethod() {
        // SHOW
        Detector contracts = text -> Pattern.compile("\\bC-\\d{6}\\b")
                .matcher(text)
                .results()
                .map(match -> new Finding(PersonalData.ACCOUNT, new Span(match.start(), match.end())))
                .toList();
        Redaction own = Redaction.of(Detectors.all(Detectors.usual(), contracts));
        out.println(own.apply("Contract C-204417 ends."));
        // END

        assertThat(printed.toString(UTF_8).strip()).isEqualTo("Contract [account] ends.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/privacy.md", "docs/privacy.ja.md"})
    void theGuideShowsTheCodeAbove(String guide) throws IOException {
        assertThat(Documentation.javaBlocks(guide)).isEqualTo(Documentation.shownBy(PrivacyGuideTest.class));
    }
}
