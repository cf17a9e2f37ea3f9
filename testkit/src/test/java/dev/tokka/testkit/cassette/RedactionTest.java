// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private final Redaction redaction = Redaction.SECRETS_ONLY;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Authorization: Bearer abc.def-123456 and more|Authorization: Bearer <removed> and more",
                "authorization=Basic dXNlcjpwYXNz|authorization=Basic <removed>",
                "{\"Authorization\": \"abcdefgh12\"}|{\"Authorization\": \"<removed>\"}",
                "api_key=0123456789abcdef0123456789abcdef&x=1|api_key=<removed>&x=1",
                "X-Api-Key: 12345678|X-Api-Key: <removed>",
                "\"client_secret\":\"s3cr3t-s3cr3t\"|\"client_secret\":\"<removed>\"",
                "use Bearer abcdefghijkl now|use Bearer <removed> now",
                "use bearer abcdefgh1jkl now|use bearer <removed> now",
                "the key sk-proj-AbC_123-456 is mine|the key <removed> is mine",
                "ghp_0123456789abcdefghij0123|<removed>",
                "xoxb-123456789012-abc|<removed>",
                "AKIAIOSFODNN7EXAMPLE|<removed>",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0x.c2lnbmF0dXJl|<removed>",
            })
    void secretsAreRemovedWhateverStandsAroundThem(String text, String expected) {
        assertThat(redaction.apply(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer bonds are paid to the bearer.",
                "bearer certificates and bearer securities.",
                "What is the task-management risk-assessment fee?",
                "The password must have 12 characters.",
                "Authorization: by the branch manager",
                "振込手数料は500円です。",
            })
    void whatOnlyLooksLikeASecretToNobodyStays(String text) {
        assertThat(redaction.apply(text)).isEqualTo(text);
    }

    @Test
    void privateKeysGoAsAWhole() {
        String text = "-----BEGIN RSA PRIVATE KEY-----\nMIIB\nAAAA\n-----END RSA PRIVATE KEY-----\nnext";

        assertThat(redaction.apply(text)).isEqualTo("<removed>\nnext");
    }

    @Test
    void moreIsRemovedWhereATestWantsIt() {
        String text = "Account 1234567 of taro@example.co.jp";

        assertThat(redaction.apply(text)).isEqualTo(text);
        assertThat(redaction.plusEmailAddresses().apply(text)).isEqualTo("Account 1234567 of <removed>");
        assertThat(redaction.plus(Pattern.compile("\\b\\d{7}\\b")).apply(text))
                .isEqualTo("Account <removed> of taro@example.co.jp");
        assertThat(redaction.apply(text)).isEqualTo(text);
    }

    @Property
    void twiceIsAsOnce(@ForAll String text) {
        for (String all : new String[] {text, "api_key=" + text, "Authorization: Bearer " + text, "sk-" + text}) {
            String once = redaction.apply(all);

            assertThat(redaction.apply(once)).isEqualTo(once);
        }
    }
}
