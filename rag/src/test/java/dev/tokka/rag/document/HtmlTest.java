// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static dev.tokka.rag.document.Documents.blocks;
import static dev.tokka.rag.document.Documents.failure;
import static dev.tokka.rag.document.Documents.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.rag.document.DocumentException.Reason;
import dev.tokka.rag.document.SourceDocument.Flag;
import dev.tokka.rag.text.Language;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {

    @Test
    void pagesAreRenderedBlockByBlock() {
        SourceDocument document = read("fees.html", """
                <html><head><title>Fee list</title><style>p {}</style></head><body>
                <nav>Home</nav>
                <h1>Fees &amp;
                    rates</h1>
                <p>All <b>fees</b>
                   are&nbsp;due<br>now.</p>
                loose text
                <h2>Cards</h2>
                <ul><li>annual: 5<li><p>foreign</p><ul><li>nested</li></ul></ul>
                <table><tr><th>Card</th><th>Fee</th></tr>
                       <tr><td>Gold</td><td><p>10</p><p>20</p></td></tr></table>
                <pre>a  b
                c</pre>
                <footer>Imprint</footer><script>run()</script>
                </body></html>
                """);

        assertThat(blocks(document))
                .containsExactly(
                        "HEADING [] Fees & rates",
                        "PARAGRAPH [Fees & rates] All fees are due\nnow.",
                        "PARAGRAPH [Fees & rates] loose text",
                        "HEADING [Fees & rates] Cards",
                        "LIST [Fees & rates, Cards] - annual: 5\n- foreign\n  - nested",
                        "TABLE [Fees & rates, Cards] Card | Fee\nGold | 10 20",
                        "CODE [Fees & rates, Cards] a  b\nc");
        assertThat(document.title()).isEqualTo("Fee list");
        assertThat(document.text()).startsWith("Fees & rates\n\nAll fees");
        assertThat(document.flags()).isEmpty();
    }

    @Test
    void theFurnitureOfThePageIsLeftOut() {
        SourceDocument document = read("a.html", """
                <body><a href="#main">Skip</a><div><a href="#a">Skip</a></div><header>Our site</header>
                <div role=navigation>Menu</div>
                <main id=main><header>Part of <a href="#x">it</a></header></main></body>
                """);

        assertThat(document.text()).isEqualTo("Part of it");
    }

    @Test
    void aHeaderWithAHeadingIsContent() {
        SourceDocument document = read("a.html", "<header><h1>Fees</h1>2024</header><p>Text.</p>");

        assertThat(blocks(document))
                .containsExactly("HEADING [] Fees", "PARAGRAPH [Fees] 2024", "PARAGRAPH [Fees] Text.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p hidden>secret</p>",
                "<p aria-hidden=\"true\">secret</p>",
                "<p style=\"color: red; display : NONE\">secret</p>",
                "<div style='visibility:hidden'><p>secret</p></div>",
                "<span style='font-size:0px'>secret</span>",
                "<span style='font-size: 0.0em !important'>secret</span>",
                "<span style='opacity:0'>secret</span>"
            })
    void hiddenTextIsRemovedAndFlagged(String hidden) {
        SourceDocument document = read("a.html", "<p>One.</p>" + hidden + "<p>Two.</p>");

        assertThat(document.text()).isEqualTo("One.\n\nTwo.");
        assertThat(document.flags()).containsExactly(Flag.HIDDEN_TEXT_REMOVED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p style='font-size:0.9em'>text</p>",
                "<p style='opacity:0.5'>text</p>",
                "<p style='display:block'>text</p>",
                "<p aria-hidden=false>text</p>",
                "<p>text</p><i aria-hidden=true></i>"
            })
    void visibleTextIsKept(String html) {
        SourceDocument document = read("a.html", html);

        assertThat(document.text()).isEqualTo("text");
        assertThat(document.flags()).isEmpty();
    }

    @Test
    void invisibleCharactersFromEntitiesAreRemoved() {
        SourceDocument document = read("a.htm", "<p>pa&#x200B;y&shy;ment &#xE0041;now</p>");

        assertThat(document.text()).isEqualTo("payment now");
        assertThat(document.flags()).containsExactly(Flag.INVISIBLE_CHARACTERS_REMOVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shift_JIS", "EUC-JP", "ISO-2022-JP", "UTF-8", "windows-31j"})
    void theDeclaredEncodingIsExact(String charset) {
        String text = "手数料は無料です。".repeat(100);
        String html = "<html lang=ja><head><meta charset=\"" + charset + "\"></head><p>" + text + "</p>";

        SourceDocument document = read("a.html", html.getBytes(Charset.forName(charset)));

        assertThat(document.text()).isEqualTo(text);
        assertThat(document.language()).isEqualTo(Language.JAPANESE);
    }

    @Test
    void shiftJisHoldsTheCharactersOfWindowsAsOnTheWeb() {
        String html = "<meta charset=Shift_JIS><p>①㈱</p>";

        assertThat(read("a.html", html.getBytes(Charset.forName("windows-31j"))).text())
                .isEqualTo("①㈱");
    }

    @Test
    void anEncodingDeclaredForHttpIsRespected() {
        String html = "<meta http-equiv='Content-Type' content='text/html; charset=EUC-JP'><p>日本語</p>";

        assertThat(read("a.html", html.getBytes(Charset.forName("EUC-JP"))).text())
                .isEqualTo("日本語");
    }

    @Test
    void anUnknownEncodingIsNotGuessed() {
        DocumentException failure =
                failure("a.html", "<meta charset=klingon><p>text</p>".getBytes(Charset.forName("UTF-8")));

        assertThat(failure.reason()).isEqualTo(Reason.NOT_TEXT);
        assertThat(failure).hasMessage("a.html: expected a known encoding but saw 'klingon' declared");
    }

    @Test
    void aPageWithoutTextIsReported() {
        DocumentException failure =
                failure("a.html", "<html><img src=a.png></html>".getBytes(Charset.forName("UTF-8")));

        assertThat(failure.reason()).isEqualTo(Reason.NO_TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p style='color: #fff'>Pay</p>",
                "<font color=white>Pay</font>",
                "<div style='background:#000'><b style='color:rgb(0, 0, 0)'>Pay</b></div>",
                "<table bgcolor='#FF0000'><tr><td style='color:#ff0000'>Pay</table>"
            })
    void lettersInTheColorOfTheirBackgroundAreHidden(String html) {
        SourceDocument document = read("a.html", "<p>Shown.</p>" + html);

        assertThat(document.text()).isEqualTo("Shown.");
        assertThat(document.flags()).containsExactly(SourceDocument.Flag.HIDDEN_TEXT_REMOVED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p style='background: #000; color: #fff'>Shown</p>",
                "<div class=dark><p style='color: white'>Shown</p></div>",
                "<div style='background: url(a.png)'><font color=white>Shown</font></div>",
                "<p style='color: red'>Shown</p>"
            })
    void otherColorsAreSeen(String html) {
        assertThat(read("a.html", html).text()).isEqualTo("Shown");
    }
}
