// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static dev.tokka.rag.document.Documents.blocks;
import static dev.tokka.rag.document.Documents.failure;
import static dev.tokka.rag.document.Documents.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.rag.document.DocumentException.Reason;
import dev.tokka.rag.document.SourceDocument.Flag;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class MailTest {

    private static final String HEAD = "From: =?ISO-2022-JP?B?" + base64("田中", "ISO-2022-JP")
            + "?= <tanaka@example.com>\r\nTo: bank@example.com, desk@example.com\r\n"
            + "Date: Mon, 1 Apr 2024 08:30:00 +0900 (JST)\r\nSubject: =?UTF-8?B?" + base64("手数料について", "UTF-8")
            + "?=\r\nMIME-Version: 1.0\r\n";
    private static final String LETTER =
            "From: 田中 <tanaka@example.com>\nTo: bank@example.com, desk@example.com\n" + "Date: 2024-04-01 08:30 +09:00";

    @Test
    void lettersSayWhoWroteWhatToWhom() {
        String mail = HEAD + "Content-Type: text/plain; charset=ISO-2022-JP\r\n\r\n";
        byte[] content = (mail + "@").getBytes(StandardCharsets.US_ASCII);
        byte[] body = "お世話になります。\r\n\r\n手数料は？".getBytes(Charset.forName("ISO-2022-JP"));
        byte[] all = new byte[content.length - 1 + body.length];
        System.arraycopy(content, 0, all, 0, content.length - 1);
        System.arraycopy(body, 0, all, content.length - 1, body.length);

        assertThat(blocks(read("a.eml", all)))
                .containsExactly(
                        "HEADING [] 手数料について",
                        "PARAGRAPH [手数料について] " + LETTER,
                        "PARAGRAPH [手数料について] お世話になります。",
                        "PARAGRAPH [手数料について] 手数料は？");
    }

    @Test
    void ofAlternativesThePlainTextIsRead() {
        String mail = HEAD + "Content-Type: multipart/alternative; boundary=b\r\n\r\n"
                + part("text/html; charset=utf-8", "", "<p>Rich</p>") + part("text/plain", "", "Plain") + "--b--\r\n";

        assertThat(read("a.eml", mail).text()).endsWith("+09:00\n\nPlain");
    }

    @Test
    void htmlIsReadAsItIsShown() {
        String mail =
                HEAD + "Content-Type: text/html; charset=utf-8\r\n\r\n<h2>Fees</h2><p>Free.<span hidden>Pay</span></p>";

        SourceDocument document = read("a.eml", mail);

        assertThat(blocks(document)).contains("HEADING [手数料について] Fees", "PARAGRAPH [手数料について, Fees] Free.");
        assertThat(document.flags()).containsExactly(Flag.HIDDEN_TEXT_REMOVED);
    }

    @Test
    void attachmentsAreReadAsFilesOfTheirNames() {
        byte[] word =
                Offices.word(document -> document.createParagraph().createRun().setText("添付の本文。"));
        String mail = HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part("text/plain", "", "See below.")
                + part(
                        "application/octet-stream",
                        "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"=?UTF-8?B?"
                                + base64("手数料.docx", "UTF-8") + "?=\"\r\n",
                        Base64.getMimeEncoder().encodeToString(word))
                + part("image/png", "Content-Disposition: attachment; filename=a.png\r\n", "xx") + "--b--\r\n";

        SourceDocument document = read("a.eml", mail);

        assertThat(blocks(document))
                .contains(
                        "PARAGRAPH [手数料について] See below.",
                        "HEADING [手数料について] attachment 手数料.docx",
                        "PARAGRAPH [手数料について, attachment 手数料.docx] 添付の本文。");
        assertThat(document.flags()).containsExactly(Flag.ATTACHMENTS_LEFT_OUT);
    }

    @Test
    void lettersInLettersAreReadToADepth() {
        String inner = "Subject: deepest\r\n\r\nDeepest text.";
        for (int depth = 5; depth > 0; depth--) {
            inner = "Subject: depth " + depth + "\r\nContent-Type: multipart/mixed; boundary=b" + depth + "\r\n\r\n--b"
                    + depth + "\r\nContent-Type: message/rfc822\r\n\r\n" + inner + "\r\n--b" + depth + "--\r\n";
        }

        SourceDocument document = read("a.eml", inner);

        assertThat(document.text()).contains("depth 4").doesNotContain("depth 5", "Deepest");
        assertThat(document.flags()).containsExactly(Flag.ATTACHMENTS_LEFT_OUT);
    }

    @Test
    void textThatIsNoLetterIsMalformed() {
        assertThat(failure("a.eml", "Just text.".getBytes(StandardCharsets.UTF_8))
                        .reason())
                .isEqualTo(Reason.MALFORMED);
    }

    private static String part(String type, String headers, String content) {
        return "--b\r\nContent-Type: " + type + "\r\n" + headers + "\r\n" + content + "\r\n";
    }

    private static String base64(String text, String charset) {
        return Base64.getEncoder().encodeToString(text.getBytes(Charset.forName(charset)));
    }
}
