// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DescriptionTest {

    private static final Description WORKED = Description.of("retrieval", "handbook \"B\"\n")
            .with("minSupport", 0.5)
            .with("注", "特化")
            .with("limit", 6)
            .withPart(Description.of("extractive"))
            .withPart(Description.of("chat", "demo/1").with("seed", 7L));

    private static final String WORKED_JSON = "{\"kind\":\"retrieval\",\"name\":\"handbook \\\"B\\\"\\n\",\"parts\":["
            + "{\"kind\":\"extractive\",\"name\":\"\",\"parts\":[],\"properties\":{}},"
            + "{\"kind\":\"chat\",\"name\":\"demo/1\",\"parts\":[],\"properties\":{\"seed\":\"7\"}}],"
            + "\"properties\":{\"limit\":\"6\",\"minSupport\":\"0.5\",\"\\u6CE8\":\"\\u7279\\u5316\"}}";

    @Test
    void jsonIsWrittenInOneOrderWithoutWhiteSpace() {
        assertThat(WORKED.toJson()).isEqualTo(WORKED_JSON);
    }

    @Test
    void theFingerprintIsTheSha256OfTheJson() {
        // Computed with sha256sum over the text of WORKED_JSON. Approvals refer to it: a change here revokes them all.
        assertThat(WORKED.fingerprint()).isEqualTo("854c54c3082d4b6de8e505b5e22f67fd7bff60241bcaf021a5d9104266332e4d");
    }

    @Test
    void aDescriptionOfAKindHasNothingElse() {
        assertThat(Description.of("extractive")).isEqualTo(new Description("extractive", "", Map.of(), List.of()));
        assertThat(Description.of("chat", "demo")).isEqualTo(new Description("chat", "demo", Map.of(), List.of()));
    }

    @Test
    void withSetsOnePropertyAndLeavesTheRest() {
        Description six = Description.of("retrieval").with("language", "ja").with("limit", 6);

        Description eight = six.with("limit", 8);

        assertThat(eight.properties()).containsOnly(Map.entry("language", "ja"), Map.entry("limit", "8"));
        assertThat(six.properties()).containsEntry("limit", "6");
    }

    @Test
    void partsAreKeptInOrder() {
        Description both =
                Description.of("fallback").withPart(Description.of("chat", "b")).withPart(Description.of("chat", "a"));

        assertThat(both.parts()).extracting(Description::name).containsExactly("b", "a");
    }

    @Test
    void aLambdaIsDescribedWithoutTheNameOfItsClass() {
        DomainModel one = question -> Answer.reply("one");
        DomainModel other = question -> Answer.reply("other");

        assertThat(Description.opaque(one)).isEqualTo(Description.of("opaque", "lambda"));
        assertThat(Description.opaque(other)).isEqualTo(Description.opaque(one));
    }

    @Test
    void anOpaqueThingIsDescribedByTheNameOfItsClass() {
        assertThat(Description.opaque("text")).isEqualTo(Description.of("opaque", "java.lang.String"));
    }

    @Test
    void whatHasAnOpaquePartIsOpaque() {
        Description clear = Description.of("fallback").withPart(Description.of("chat"));
        Description deep = Description.of("retrieval").withPart(clear.withPart(Description.opaque("text")));

        assertThat(clear.isOpaque()).isFalse();
        assertThat(deep.isOpaque()).isTrue();
    }

    @Test
    void textsThatDifferInHalfACharacterHaveDifferentFingerprints() {
        Description high = Description.of("prompt", "\ud800");
        Description low = Description.of("prompt", "\udc00");
        Description mark = Description.of("prompt", "?");

        assertThat(List.of(high.fingerprint(), low.fingerprint(), mark.fingerprint()))
                .doesNotHaveDuplicates();
    }

    @Test
    void laterChangesToTheCollectionsHaveNoEffect() {
        Map<String, String> properties = new HashMap<>(Map.of("limit", "6"));
        List<Description> parts = new ArrayList<>(List.of(Description.of("chat")));
        Description description = new Description("retrieval", "", properties, parts);

        properties.clear();
        parts.clear();

        assertThat(description.properties()).containsOnlyKeys("limit");
        assertThat(description.parts()).hasSize(1);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> description.properties().clear());
    }

    @Test
    void blankKindsAndPropertiesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Description.of(" "))
                .withMessage("kind must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Description.of("chat").with("", 1))
                .withMessage("property must not be blank");
    }
}
