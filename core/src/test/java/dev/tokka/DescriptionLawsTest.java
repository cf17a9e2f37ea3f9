// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DescriptionLawsTest {

    @Property(tries = 3000)
    void jsonIsEqualExactlyIfTheDescriptionsAre(
            @ForAll("descriptions") Description one, @ForAll("descriptions") Description other) {
        boolean equal = one.equals(other);

        assertThat(one.toJson().equals(other.toJson())).isEqualTo(equal);
        assertThat(one.fingerprint().equals(other.fingerprint())).isEqualTo(equal);
    }

    @Property
    void theOrderInWhichPropertiesWereSetDoesNotMatter(@ForAll("descriptions") Description description) {
        List<Map.Entry<String, String>> entries =
                new ArrayList<>(description.properties().entrySet());
        Collections.reverse(entries);
        Map<String, String> reversed = new LinkedHashMap<>();
        entries.forEach(entry -> reversed.put(entry.getKey(), entry.getValue()));

        Description rebuilt = new Description(description.kind(), description.name(), reversed, description.parts());

        assertThat(rebuilt.toJson()).isEqualTo(description.toJson());
    }

    @Property
    void everyPartIsWrittenAsItIsByItself(@ForAll("descriptions") Description description) {
        String json = description.toJson();

        assertThat(description.parts()).allSatisfy(part -> assertThat(json).contains(part.toJson()));
    }

    @Property
    void jsonIsPlainAscii(@ForAll("descriptions") Description description) {
        assertThat(description.toJson()).matches("[\\x20-\\x7e]+");
    }

    @Property
    void aFingerprintIsSixtyFourHexadecimalDigits(@ForAll("descriptions") Description description) {
        assertThat(description.fingerprint()).matches("[0-9a-f]{64}").isEqualTo(Digests.sha256(description.toJson()));
    }

    @Provide
    Arbitrary<Description> descriptions() {
        return Arbitraries.lazyOf(this::leaves, this::leaves, this::trees);
    }

    private Arbitrary<Description> leaves() {
        return Combinators.combine(Arbitraries.of("a", "b"), texts(), properties())
                .as((kind, name, properties) -> new Description(kind, name, properties, List.of()));
    }

    private Arbitrary<Description> trees() {
        return Combinators.combine(leaves(), descriptions().list().ofMaxSize(2))
                .as((leaf, parts) -> new Description(leaf.kind(), leaf.name(), leaf.properties(), parts));
    }

    private Arbitrary<Map<String, String>> properties() {
        return Arbitraries.maps(texts(), texts()).ofMaxSize(2);
    }

    /** Few and short, so that two are often equal, and made of what JSON has to escape. */
    private Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars('a', '"', '\\', '{', ',', ':', '\n', '\u0000', '特', '\ud83d', '\ude00')
                .ofMaxLength(2);
    }
}
