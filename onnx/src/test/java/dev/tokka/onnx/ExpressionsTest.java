// SPDX-License-Identifier: Apache-2.0
package dev.tokka.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.onnx.ModelFileException.Reason;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What native code may compile: an expression that goes back too often there ends the process. */
class ExpressionsTest {

    private static final Path FILE = Path.of("tokenizer.json");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\d",
                "a+",
                "[^\\s]+",
                "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
                "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*"
                        + "|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                "[\\p{L}\\p{M}]{1,4}|x{2}|y{2,}",
                "(?:ab)+|[a-z&&[aeiou]]",
                "\\s?\\p{L}+|(?<=x)y|\\x41"
            })
    void theExpressionsOfRealTokenizersAreLetThrough(String expression) {
        assertThatCode(() -> Expressions.check(FILE, splitBy(expression))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+b",
                "(a|aa)+b",
                "(a*)*",
                "a*a*b",
                "(?:a?){40}a",
                "(?:a{2,9})+b",
                "(a)\\1",
                "\\k<n>",
                "(?<n>a)b",
                "(",
                "[a",
                "a)"
            })
    void whatMayGoOnForEverIsRefusedAndNotQuoted(String expression) {
        assertThatThrownBy(() -> Expressions.check(FILE, splitBy(expression)))
                .isInstanceOfSatisfying(
                        ModelFileException.class,
                        e -> assertThat(e.reason()).isIn(Reason.UNSUPPORTED, Reason.MALFORMED))
                .hasMessageContaining("tokenizer.json");
    }

    /** Returns a tokenizer whose expression is not at its top. */
    private static ObjectNode splitBy(String expression) {
        ObjectNode tokenizer = JsonNodeFactory.instance.objectNode();
        tokenizer
                .putObject("pre_tokenizer")
                .putArray("pretokenizers")
                .addObject()
                .putObject("pattern")
                .put("Regex", expression);
        return tokenizer;
    }
}
