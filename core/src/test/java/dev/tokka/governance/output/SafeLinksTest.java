// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Citation;
import dev.tokka.DomainModel;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.Question;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.TokenSink;
import dev.tokka.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeLinksTest {

    private static final SafeLinks NONE = SafeLinks.none();
    private static final SafeLinks ONLY = SafeLinks.only("ok.example");

    @Test
    void whereAPageWouldActThereIsASpace() {
        assertThat(NONE.text("See [fees](https://evil.example/a).")).isEqualTo("See [fees] (https: //evil.example/a).");
        assertThat(NONE.text("![](http://evil.example/?q=1)")).isEqualTo("![] (http: //evil.example/?q=1)");
        assertThat(NONE.text("[a][b]\n\n[b]: //evil.example")).isEqualTo("[a][b]\n\n[b] : //evil.example");
        assertThat(NONE.text("<img src=x onerror=y>")).isEqualTo("< img src=x onerror=y>");
        assertThat(NONE.text("</a><!-- --><?x")).isEqualTo("< /a>< !-- -->< ?x");
        assertThat(NONE.text("at www.evil.example")).isEqualTo("at www .evil.example");
        assertThat(NONE.text("https&#58;//evil.example")).isEqualTo("https& #58;//evil.example");
        assertThat(NONE.text("[x](javascript:alert(1))")).isEqualTo("[x] (javascript:alert(1))");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The fee is 500 yen [1]. As in [2]: see above.", "Is 3 < 5 and a <= b? AT&T, a &amp; b.",
                        "手数料は500円です【1】。",
                "11:00 or 12:30; x[1]; mail a@b.example", "wwwest and www", "1. [a] b\n- c: d"
            })
    void allOtherTextStaysAsItIs(String text) {
        assertThat(NONE.text(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a](https://ok.example/b?c=d#e) x",
                "![a](HTTPS://OK.example/b)",
                "see https://ok.example.",
                "http://ok.example",
                "https://ok.example:8443/x and (https://ok.example)",
                "[a]: https://ok.example/b",
                "[a](https://ok.example)"
            })
    void addressesOfAnAllowedHostStayAsTheyAre(String text) {
        assertThat(ONLY.text(text)).isEqualTo(text);
        assertThat(NONE.text(text)).isNotEqualTo(text);
        assertThat(SafeLinks.any().text("<b>" + text)).isEqualTo("<b>" + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ok.example@evil.example/",
                "https://ok.example.evil.example/",
                "https://evil.example/ok.example",
                "https://ok.example。evil.example/",
                "https://ok.example\\@evil.example/",
                "https://ok.example:80.evil.example/",
                "https://ok.example:@evil.example",
                "https://ok.example).evil.example/",
                "https://ok.example%2eevil.example/",
                "https:/\\evil.example/",
                "https://xn--k-example/",
                "https://ok.example&#46;evil.example/",
                "//ok.example/",
                "data:text/html,x",
                "/relative",
                "https://ok.exampleх/",
                "hxhttps://ok.example/",
                "https:\\/\\/ok.example/"
            })
    void addressesThatOnlyLookAllowedDoNotAct(String target) {
        assertThat(ONLY.text("[a](" + target + ")")).startsWith("[a] (");
        assertThat(ShownPage.foreign(ONLY.text("[a](" + target + ") " + target), "ok.example"))
                .isEmpty();
    }

    @Test
    void hostsBelowOneAreAllowedByAStar() {
        SafeLinks below = SafeLinks.only("*.Example.com");

        assertThat(below.text("https://a.b.example.com/")).isEqualTo("https://a.b.example.com/");
        assertThat(below.text("www.example.com")).isEqualTo("www.example.com");
        assertThat(below.text("https://example.com/")).isEqualTo("https: //example.com/");
        assertThat(below.text("https://evilexample.com/")).isEqualTo("https: //evilexample.com/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example", "a.example/b", "*", "*.", "a..b", "例え.jp", "a b", "-a.example"})
    void whatIsNoHostIsRefused(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SafeLinks.only(host))
                .withMessage("host must be a name such as intranet.example.com or *.example.com but is " + host);
    }

    @Test
    void claimsMoveWithTheirWords() {
        String claim = "See <b>.";
        Citation citation = new Citation(1, new Span(3, 11), new Source("a.md", List.of(), new Span(0, 1)), "x", 1);
        Answer.Reply reply =
                new Answer.Reply("<a>" + claim + " <i>", List.of(citation), OptionalDouble.of(0.5), Trace.EMPTY);

        Answer.Reply safe = new Replies(reply).with(NONE).answer("?").reply().orElseThrow();

        assertThat(safe.text()).isEqualTo("< a>See < b>. < i>");
        assertThat(safe.citations().get(0).claim().of(safe.text())).isEqualTo("See < b>.");
        assertThat(safe.confidence()).hasValue(0.5);
    }

    @Test
    void whatWasCutOffIsSafeToo() {
        IncompleteAnswerException cut =
                new IncompleteAnswerException(IncompleteAnswerException.Reason.CUT, "cut", "![](https://evil.example");
        DomainModel cutOff = question -> {
            throw cut;
        };

        assertThatThrownBy(() -> cutOff.with(NONE).answer("?"))
                .isInstanceOf(IncompleteAnswerException.class)
                .hasMessage("cut")
                .hasNoCause()
                .extracting(e -> ((IncompleteAnswerException) e).partialText())
                .isEqualTo("![] (https: //evil.example");
        assertThatThrownBy(() -> cutOff.with(SafeLinks.any()).answer("?")).isSameAs(cut);
    }

    @Test
    void labelsStayAsTheyAre() {
        Question question = Question.of("?").withForm(AnswerForm.oneOf("<a>", "<b>"));

        assertThat(Replies.with("<a>")
                        .with(NONE)
                        .answer(question)
                        .reply()
                        .orElseThrow()
                        .text())
                .isEqualTo("<a>");
    }

    @Property(tries = 2_000)
    void nothingActsThatIsForeign(@ForAll("attacks") String attack) {
        assertThat(ShownPage.foreign(ONLY.text(attack), "ok.example"))
                .as(attack)
                .isEmpty();
        assertThat(ShownPage.foreign(NONE.text(attack), "none")).as(attack).isEmpty();
    }

    @Property(tries = 500)
    void onlySpacesAreAddedAndOnce(@ForAll("attacks") String attack) {
        String safe = ONLY.text(attack);

        assertThat(safe.replace(" ", "")).isEqualTo(attack.replace(" ", ""));
        assertThat(ONLY.text(safe)).isEqualTo(safe);
    }

    @Property(tries = 500)
    void whatIsStreamedIsTheReply(@ForAll("attacks") String attack, @ForAll @IntRange(min = 1, max = 9) int size) {
        Heard sink = new Heard();
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < attack.length(); i += size) {
            pieces.add(attack.substring(i, Math.min(attack.length(), i + size)));
        }

        Answer answer = new Pieces(pieces).with(ONLY).answer(Question.of("?").with(TokenSink.KEY, sink));

        assertThat(sink.text())
                .isEqualTo(ONLY.text(attack))
                .isEqualTo(answer.reply().orElseThrow().text());
        assertThat(ONLY.pieces(pieces).text()).isEqualTo(sink.text());
    }

    @Provide
    Arbitrary<String> attacks() {
        Arbitrary<String> parts = Arbitraries.of(
                "[",
                "]",
                "(",
                ")",
                "![",
                "](",
                "]:",
                "<",
                ">",
                "\n",
                "\n\n",
                " ",
                "\t",
                "\\",
                "`",
                "*",
                "_",
                "&",
                "#",
                ";",
                ":",
                "/",
                "//",
                "@",
                ".",
                "?",
                "a",
                "x",
                "\"",
                "'",
                "|",
                "- ",
                "> ",
                "1. ",
                "~",
                "www.",
                "WWW.",
                "http:",
                "https://",
                "HTTPS://",
                "ftp://",
                "javascript:",
                "data:text/html,",
                "evil.example",
                "ok.example",
                "ok.example/",
                "<a href=",
                "<img src=",
                "<a\nhref='",
                "</a>",
                "<!--",
                "-->",
                "<svg/onload=",
                "&#58;",
                "&#x2F;",
                "&colon;",
                "&sol;",
                "&amp;",
                "&lt;",
                "%2e",
                "。",
                "．",
                "\u200b",
                "[1]",
                "[^1]",
                "[a]: ",
                "[a]",
                "[a][]",
                "](<",
                "<https://",
                "は",
                "💧");
        return parts.list()
                .ofMinSize(1)
                .ofMaxSize(14)
                .map(list -> String.join("", list))
                .filter(text -> !text.isBlank());
    }

    /** Streams its reply in the given pieces. */
    private record Pieces(List<String> pieces) implements dev.tokka.DomainModel {

        @Override
        public Answer answer(Question question) {
            question.attributes().get(TokenSink.KEY).ifPresent(sink -> {
                sink.token("an attempt with <b>");
                sink.restart();
                pieces.forEach(sink::token);
            });
            return Answer.reply(String.join("", pieces));
        }
    }
}
