// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PythonLiteralTest {

    @Example
    void readsWhatPythonWrites() {
        assertThat(PythonLiteral.list("['a', \"it's\", 1, -2.5, 1e-05, True, None]"))
                .containsExactly("a", "it's", "1", "-2.5", "1e-05", "True", "None");
        assertThat(PythonLiteral.list(" ( 'a' , ) ")).containsExactly("a");
        assertThat(PythonLiteral.list("[]")).isEmpty();
        assertThat(PythonLiteral.list("['\\n\\t\\\\\\'\\x41\\u00e9\\U0001d11e', '金利 [x], y']"))
                .containsExactly("\n\t\\'Aé𝄞", "金利 [x], y");
    }

    @Property(tries = 200)
    void readsEveryStringThatIsEscaped(@ForAll List<String> items) {
        String text = items.stream().map(PythonLiteralTest::escaped).collect(Collectors.joining(", ", "[", "]"));

        assertThat(PythonLiteral.list(text)).isEqualTo(items);
    }

    private static String escaped(String item) {
        return item.chars().mapToObj(unit -> String.format("\\u%04x", unit)).collect(Collectors.joining("", "'", "'"));
    }

    @Example
    void refusesWhatIsNotAListOfItems() {
        refused("", "expected [ or ( at character 0 but there is the end");
        refused("'a'", "expected [ or ( at character 0 but there is '''");
        refused("['a' 'b']", "expected a comma or ] at character 5 but there is '''");
        refused("['a', ['b']]", "expected a string in quotes, a number, True, False or None at character 6");
        refused("['a'", "expected a comma or ] at character 4 but there is the end");
        refused("['a", "expected a closing quote at character 3 but there is the end");
        refused("['a\n']", "expected a closing quote before the end of the line at character 3");
        refused("['a')", "expected a comma or ] at character 4 but there is ')'");
        refused("['a'] x", "expected the end at character 6 but there is 'x'");
        refused("['\\q']", "expected an escape that Python writes at character 3 but there is 'q'");
        refused("['\\u12g4']", "expected 4 hexadecimal digits at character 4");
        refused("['\\u12", "expected 4 hexadecimal digits");
        refused("['\\U00110000']", "expected 8 hexadecimal digits of a character");
        refused("['\\x-1']", "expected 2 hexadecimal digits of a character");
        refused("['\\", "expected an escape at character 3 but there is the end");
        refused("[b'a']", "expected a string in quotes");
        refused("[nan]", "expected a string in quotes");
        refused("[,]", "expected a string in quotes");
        refused("['a',,'b']", "expected a string in quotes");
    }

    private static void refused(String text, String message) {
        assertThatThrownBy(() -> PythonLiteral.list(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
