// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/v1, https://api.example.com/v1",
        "HTTPS://API.Example.COM:443/v1/, https://api.example.com/v1",
        "https://api.example.com./v1?key=secret#part, https://api.example.com/v1",
        "http://localhost:8000, http://localhost:8000",
        "http://localhost:80/, http://localhost",
        "http://[::1]:8000/v1, http://[::1]:8000/v1",
        "postgresql://db.example.com/bank, postgresql://db.example.com/bank",
    })
    void addressesAreWrittenInOneWay(String written, String address) {
        assertThat(Endpoint.of(written).address()).isEqualTo(address);
        assertThat(Endpoint.of(written)).isEqualTo(Endpoint.of(URI.create(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:secret@api.example.com",
                "/v1/secret",
                "mailto:secret@example.com",
                "gopher://secret.example.com",
                "https://exa mple.com/secret",
                "https://api.example.com/v1/../secret",
                "https://api.example.com/v1/%2E%2e/secret",
                "https://api.example.com/v1%2fsecret",
            })
    void whatIsNoEndpointIsRefusedAndNotRepeated(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.of(address))
                .satisfies(refusal -> assertThat(refusal).hasMessageNotContaining("secret"))
                .withNoCause();
    }

    @Test
    void theRegionIsSaidByWhoeverKnowsIt() {
        Endpoint endpoint = Endpoint.of("https://api.example.com/v1").inRegion("eu-west-1");

        assertThat(endpoint).hasToString("https://api.example.com/v1 in eu-west-1");
        assertThat(endpoint).isNotEqualTo(Endpoint.of("https://api.example.com/v1"));
        assertThatIllegalArgumentException().isThrownBy(() -> endpoint.inRegion(" "));
    }

    @Test
    void anEndpointCoversWhatIsBelowItsPathSegmentBySegment() {
        Endpoint base = Endpoint.of("https://api.example.com/v1");

        assertThat(base.covers(Endpoint.of("https://api.example.com/v1/chat/completions")))
                .isTrue();
        assertThat(base.covers(base)).isTrue();
        assertThat(base.covers(Endpoint.of("https://api.example.com/v10"))).isFalse();
        assertThat(base.covers(Endpoint.of("http://api.example.com:443/v1"))).isFalse();
        assertThat(base.covers(Endpoint.of("https://api.example.com:8443/v1"))).isFalse();
        assertThat(base.covers(Endpoint.of("https://b.api.example.com/v1"))).isFalse();
    }

    @Test
    void aDescriptionSaysWhereItsPartSends() {
        Endpoint endpoint = Endpoint.of("https://api.example.com/v1").inRegion("jp");
        Description chat = Description.of("chat", "large");

        assertThat(chat.endpoint()).isEmpty();
        assertThat(chat.sendsNothing()).isFalse();
        assertThat(chat.sendingTo(endpoint).endpoint()).contains(endpoint);
        assertThat(chat.sendingTo(endpoint).fingerprint())
                .isNotEqualTo(
                        chat.sendingTo(Endpoint.of("https://api.example.com/v2").inRegion("jp"))
                                .fingerprint());
        assertThat(chat.sendingNothing().sendsNothing()).isTrue();
        assertThat(chat.sendingNothing().endpoint()).isEmpty();
    }

    @Property(tries = 200)
    void writingAndReadingAnAddressChangesNothing(
            @ForAll @AlphaChars @StringLength(min = 1, max = 9) String name, @ForAll boolean secure) {
        Endpoint endpoint = new Endpoint(
                secure ? "HTTPS" : "http", name + ".Example", 1 + name.length(), "/" + name, Optional.empty());

        assertThat(Endpoint.of(endpoint.address())).isEqualTo(endpoint);
        assertThat(endpoint.host()).isEqualTo((name + ".example").toLowerCase(Locale.ROOT));
    }
}
