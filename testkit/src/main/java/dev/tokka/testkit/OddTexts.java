// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import java.util.LinkedHashMap;
import java.util.Map;

/** Texts that people and programs send although nobody expects them, by name. */
final class OddTexts {

    private OddTexts() {}

    static Map<String, String> all() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("one character", "?");
        texts.put("100,000 characters in words", "how much is it ".repeat(6_667).strip());
        texts.put("100,000 characters in one word", "x".repeat(100_000));
        texts.put("100,000 Japanese characters", "手数料はいくらですか".repeat(10_000));
        texts.put("10,000 lines", "how\n".repeat(10_000).strip());
        texts.put("10,000 open brackets", "([{\"".repeat(2_500));
        texts.put("control characters", "a\u0000b\u0001c\u0007d\u001b[31me\u007f\u0085f");
        texts.put("a lone high surrogate", "how much \ud83d is it");
        texts.put("a lone low surrogate", "how much \ude00 is it");
        texts.put("characters beyond the basic plane", "\ud83d\udc69\u200d\ud83d\udcbb \ud842\udfb7野家");
        texts.put("private use and noncharacters", "\ue000 \uffff \ufdd0 \ufffd");
        texts.put("direction marks and zero width", "\u202ehow\u202c \u200bmuch\u2060 \ufeffis it");
        texts.put("combining marks", "e" + "\u0301".repeat(1_000));
        texts.put("the syntax of a query language", "+title:(fee* OR \"bank~2\") AND NOT [a TO z] ^4 \\ / && || !");
        texts.put("only punctuation", "... --- !!!");
        texts.put("only stop words", "is it of the and to");
        texts.put("markup", "<script>alert('x')</script> &amp; <!-- x --> ]]>");
        texts.put("a template", "{{question}} ${jndi:ldap://localhost/x} %s %n {0}");
        texts.put("markers of citations", "[1] [2] [999999999999] [-1] []");
        return texts;
    }
}
