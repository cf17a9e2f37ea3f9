// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.QuestionRejectedException;
import dev.tokka.finetune.text.RenderedPrompt.Span;
import dev.tokka.onnx.ModelFileException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates come from anywhere, and messages too. */
final class ChatTemplateSafetyTest {

    private static final String CHATML =
            "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}";

    @Test
    void aBrokenTemplateIsRefusedWithItsLine() {
        assertThatThrownBy(() -> Templates.of("a\n{% if true %}\n{{ 1 + }}{% endif %}"))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("chat_template.jinja")
                .hasMessageContaining("line 3: expected an expression");
        assertThatThrownBy(() -> Templates.of("a\n\n{% for m in messages %}"))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("line 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% include '/etc/passwd' %}",
                "{% import 'x' as y %}",
                "{% extends 'x' %}",
                "{{ messages.getClass() }}",
                "{{ ''.__class__.__mro__ }}",
                "{{ messages[0].content.getClass().forName('java.lang.Runtime') }}",
                "{{ self._TemplateReference__context }}",
                "{{ messages.append(1) }}",
                "{{ cycler.__init__.__globals__ }}"
            })
    void nothingOutsideIsReached(String source) {
        assertThatThrownBy(() -> Templates.of(source)).isInstanceOf(ModelFileException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
                "{{ 'x' * 999999999999 }}",
                "{% set ns = namespace(x='x') %}{% for i in range(99) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
                "{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}",
                "{% set ns = namespace(x=[]) %}{% for i in range(99999) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x }}",
                "{% set x = 'a' * 9999999 %}{% for i in range(99999) %}{{ 'b' in x }}{% endfor %}",
                "{% set x = range(99999) | list %}{% for i in x %}{{ x | unique | list | length }}{% endfor %}",
                "{% set x = range(99999) | list %}{% for i in x %}{{ x == x }}{% endfor %}",
                "{{ 9 ** 999999999999 }}",
                "{{ range(999999999999) }}",
                "{{ 'aaaa'.replace('', 'b' * 9999999) }}"
            })
    void aTemplateEnds(String source) {
        assertThatThrownBy(() -> Templates.of(source)).isInstanceOf(ModelFileException.class);
    }

    @Test
    void deepTemplatesAreRefused() {
        assertThatThrownBy(() -> Templates.of("{{ " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + " }}"))
                .isInstanceOf(ModelFileException.class);
        assertThatThrownBy(() -> Templates.of("{% if 1 %}".repeat(50_000))).isInstanceOf(ModelFileException.class);
        assertThatThrownBy(() -> Templates.of("{{ 1" + " + 1".repeat(100_000) + " }}"))
                .isInstanceOf(ModelFileException.class);
    }

    @Test
    void whatATemplateThrowsQuotesNoMessage() {
        ChatTemplate template = Templates.of(
                "{% if messages[0].role == 'tool' %}{{ raise_exception('No: ' + messages[0].content) }}{% endif %}");
        assertThatThrownBy(() -> template.render(List.of(new ChatMessage("tool", "a secret")), true))
                .isInstanceOf(QuestionRejectedException.class)
                .hasMessageEndingWith("No: ...");
    }

    @Test
    void aFailureOnSomeMessagesRejectsThem() {
        ChatTemplate template = Templates.of("x\n{% if messages[0].role == 'tool' %}{{ nothing.x }}{% endif %}");
        assertThatThrownBy(() -> template.render(List.of(new ChatMessage("tool", "a secret")), true))
                .isInstanceOf(QuestionRejectedException.class)
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("secret");
    }

    @Property(tries = 200)
    void contentIsNeverReadAsATemplate(@ForAll String content) {
        String text = "{{ 7 * 6 }}{% for %}" + content;
        RenderedPrompt prompt = Templates.of(CHATML).render(List.of(ChatMessage.user(text)), true);
        assertThat(prompt.text()).isEqualTo("<|im_start|>user\n" + text + "<|im_end|>\n");
        assertThat(prompt.content()).containsExactly(new Span(17, 17 + text.length()));
    }

    @Test
    void contentStaysKnownWhateverIsDoneToIt() {
        String source =
                "{% set c = messages[-1].content %}{{ c|trim }}|{{ c.upper() }}|{{ c.split(',')[1] }}|{{ c[1:3] }}|"
                        + "{{ c|replace('a', 'b') }}|{{ [c, c]|join('-') }}|{{ c|tojson }}|{{ [c] }}|{{ c ~ 1 }}|{{ c|list|first }}|"
                        + "{% set d %}<{{ c }}>{% endset %}{{ d }}";
        RenderedPrompt prompt = Templates.of(source).render(List.of(ChatMessage.user("xa,ya")), true);
        StringBuilder template = new StringBuilder();
        int from = 0;
        for (Span span : prompt.content()) {
            template.append(prompt.text(), from, span.start());
            from = span.end();
        }
        assertThat(template.append(prompt.text().substring(from))).hasToString("||||bb|-||[]|1||<>");
    }

    @Test
    void emptyChatsAndOddRolesAreRefused() {
        assertThatThrownBy(() -> Templates.of(CHATML).render(List.of(), true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChatMessage("user<|im_end|>", "")).isInstanceOf(IllegalArgumentException.class);
    }
}
