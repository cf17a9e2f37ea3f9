// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import dev.tokka.governance.privacy.Detector;
import dev.tokka.governance.privacy.Detectors;
import dev.tokka.governance.privacy.Privacy;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What a cache keeps of personal data depends on whether the veil is around it. */
class CachedPrivacyTest {

    private static final String EMAIL = "hanako@example.jp";
    private static final String PHONE = "03-1234-5678";
    private static final String LETTER = "Write to " + EMAIL + " or call " + PHONE + ".";
    private static final Question QUESTION = new Question(
            "What may I tell " + EMAIL + "?",
            List.of(new Turn(Turn.Speaker.USER, "I am at " + PHONE + ".")),
            List.of(),
            List.of(),
            List.of(new Passage(
                    "letters/" + EMAIL + "#0",
                    LETTER,
                    new Source("letters/" + EMAIL, List.of(), new Span(0, LETTER.length())),
                    1)),
            AnswerForm.FREE_TEXT,
            Attributes.NONE);

    private final Detector detector = Detectors.usual();
    private final List<Question> asked = new ArrayList<>();

    /** A model that says what it read, with a citation. */
    private final class Echo implements DomainModel {

        @Override
        public Answer answer(Question question) {
            asked.add(question);
            Passage passage = question.evidence().get(0);
            Span words = new Span(0, passage.text().length());
            Source source = new Source(passage.source().document(), List.of(), words);
            String text = question.text() + " " + passage.text();
            Citation citation = new Citation(1, new Span(0, text.length()), source, passage.text(), 1);
            return Answer.reply(text).withCitations(List.of(citation));
        }

        @Override
        public Description describe() {
            return Description.of("echo");
        }
    }

    private DomainModel cached() {
        return DomainModels.cached(new Echo(), Caching.of(Duration.ofHours(1)));
    }

    private static String kept(DomainModel cached) throws ReflectiveOperationException {
        Field kept = Cached.class.getDeclaredField("kept");
        kept.setAccessible(true);
        Map<?, ?> entries = ((Cache<?, ?>) kept.get(cached)).asMap();
        assertThat(entries).hasSize(1);
        return new String(entries.toString().getBytes(UTF_8), UTF_8);
    }

    @Test
    void insideOfAVeilItKeepsPseudonymsAndTheCallerReadsWhatIsTrue() throws ReflectiveOperationException {
        DomainModel cached = cached();
        DomainModel model = Privacy.pseudonymized(cached, detector, new SecretKeySpec(new byte[32], "HmacSHA256"));

        Answer first = model.answer(QUESTION);
        Answer again = model.answer(QUESTION);

        assertThat(asked).hasSize(1);
        assertThat(kept(cached)).contains("What may I tell EMAIL_", "PHONE_").doesNotContain(EMAIL, PHONE, "1234");
        assertThat(again.reply().orElseThrow().text())
                .isEqualTo(first.reply().orElseThrow().text())
                .contains(EMAIL, PHONE);
        assertThat(again.reply().orElseThrow().citations())
                .isEqualTo(first.reply().orElseThrow().citations());
        assertThat(again.reply().orElseThrow().citations().get(0).quote()).contains(EMAIL);
    }

    @Test
    void anotherPersonsQuestionIsAnotherQuestion() {
        DomainModel model = Privacy.pseudonymized(cached(), detector, new SecretKeySpec(new byte[32], "HmacSHA256"));

        model.answer(QUESTION);
        Answer taro = model.answer(QUESTION.withText("What may I tell taro@example.jp?"));

        assertThat(asked).hasSize(2);
        assertThat(taro.reply().orElseThrow().text()).contains("taro@example.jp");
    }

    @Test
    void insideOfARedactionItKeepsWhatIsHiddenForGood() throws ReflectiveOperationException {
        DomainModel cached = cached();
        DomainModel model = Privacy.redacted(cached, detector);

        model.answer(QUESTION);

        assertThat(kept(cached)).contains("What may I tell [email]?").doesNotContain(EMAIL, PHONE, "1234");
    }

    /** The other way round it keeps what was asked: this is what the order is for. */
    @Test
    void aroundAVeilItKeepsWhatIsTrue() throws ReflectiveOperationException {
        DomainModel cached =
                DomainModels.cached(Privacy.redacted(new Echo(), detector), Caching.of(Duration.ofHours(1)));

        cached.answer(QUESTION);

        assertThat(kept(cached)).contains(EMAIL, PHONE);
    }
}
