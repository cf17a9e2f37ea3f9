// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactsTest {

    @Test
    void aTokenIsContentAndNotTheEnd() throws Facts.Malformed {
        Facts facts = read(Replies.token("Hi").substring("data: ".length()));

        assertThat(facts.choices()).isEqualTo(1);
        assertThat(facts.content()).isTrue();
        assertThat(facts.finished()).isFalse();
        assertThat(facts.last()).isFalse();
        assertThat(facts.failed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"delta\":{\"content\":\"a\"}}]}",
                "{\"choices\":[{\"delta\":{\"reasoning_content\":\"a\"}}]}",
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{}]}}]}",
                "{\"choices\":[{\"text\":\"a\"}]}",
                "{\"choices\":[{\"message\":{\"refusal\":\"a\"}}]}",
                "{\"message\":{\"content\":\"a\"}}",
                "{\"message\":{\"thinking\":\"a\"}}",
                "{\"message\":{\"tool_calls\":[{}]}}",
                "{\"response\":\"a\"}",
                "{\"candidates\":[{\"content\":{\"parts\":[]}}]}"
            })
    void textsThoughtsAndToolCallsAreContent(String json) throws Facts.Malformed {
        assertThat(read(json).content()).isTrue();
        assertThat(read(json).answered()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"choices\":[]}",
                "{\"choices\":[{\"delta\":{}}]}",
                "{\"choices\":[{\"delta\":null}]}",
                "{\"choices\":[{\"delta\":{\"content\":null}}]}",
                "{\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}",
                "{\"usage\":{\"prompt_tokens\":1}}",
                "{\"type\":\"ping\"}"
            })
    void nothingElseIsContent(String json) throws Facts.Malformed {
        assertThat(read(json).content()).isFalse();
        assertThat(read(json).answered()).isFalse();
        assertThat(read(json).finished()).isFalse();
    }

    @Test
    void anEmptyTextIsAnAnswerWithoutContent() throws Facts.Malformed {
        Facts facts = read("{\"choices\":[{\"message\":{\"content\":\"\"}}]}");

        assertThat(facts.answered()).isTrue();
        assertThat(facts.content()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"finish_reason\":\"length\"}]}",
                "{\"candidates\":[{\"finishReason\":\"STOP\"}]}",
                "{\"done\":true}",
                "{\"type\":\"message_stop\"}",
                "{\"type\":\"response.completed\",\"response\":{\"error\":null}}",
                "{\"type\":\"response.incomplete\"}"
            })
    void theModelSaysThatTheAnswerIsComplete(String json) throws Facts.Malformed {
        assertThat(read(json).finished()).isTrue();
        assertThat(read(json).failed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"finish_reason\":null}]}",
                "{\"choices\":[{\"finish_reason\":\"\"}]}",
                "{\"done\":false}"
            })
    void itDoesNot(String json) throws Facts.Malformed {
        assertThat(read(json).finished()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"full\",\"code\":500}}",
                "{\"error\":\"full\"}",
                "{\"object\":\"error\",\"message\":\"full\"}",
                "{\"type\":\"error\",\"error\":{\"type\":\"overloaded\",\"message\":\"full\"}}",
                "{\"type\":\"response.failed\",\"response\":{\"error\":{\"message\":\"full\"}}}"
            })
    void failuresAreToldInTheProvidersWords(String json) throws Facts.Malformed {
        assertThat(read(json).failed()).isTrue();
        assertThat(read(json).words()).contains("full");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":null}", "{\"error\":\"\"}", "{\"object\":\"chat.completion\"}"})
    void noErrorIsNoFailure(String json) throws Facts.Malformed {
        assertThat(read(json).failed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "\"text\"",
                "{",
                "{}{}",
                "{} x",
                "{\"a\":NaN}",
                "{'a':1}",
                "{\"choices\":{}}",
                "{\"choices\":\"none\"}",
                "{\"choices\":[1]}",
                "{\"choices\":[{\"delta\":\"Hi\"}]}",
                "{\"choices\":[{\"delta\":{\"content\":[]}}]}",
                "{\"choices\":[{\"finish_reason\":7}]}",
                "{\"usage\":\"none\"}",
                "{\"usage\":{\"prompt_tokens\":\"many\"}}",
                "{\"message\":{\"content\":{}}}"
            })
    void whatIsNotUnderstoodIsMalformed(String json) {
        assertThatExceptionOfType(Facts.Malformed.class).isThrownBy(() -> read(json));
    }

    @Test
    void aMessageDoesNotQuoteWhatCame() {
        assertThatExceptionOfType(Facts.Malformed.class)
                .isThrownBy(() -> read("{\"secret\": confidential}"))
                .withMessage("malformed JSON");
    }

    @Test
    void depthAndNumberAreLimited() {
        assertThatExceptionOfType(Facts.Malformed.class)
                .isThrownBy(() -> read("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}"));
        assertThatExceptionOfType(Facts.Malformed.class)
                .isThrownBy(() -> read("{\"choices\":[" + "{},".repeat(5000) + "{}]}"))
                .withMessage("more than 1024 choices");
    }

    private static Facts read(String json) throws Facts.Malformed {
        return Facts.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
