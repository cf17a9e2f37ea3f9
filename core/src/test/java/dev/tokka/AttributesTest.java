// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AttributesTest {

    private static final Key<String> TENANT = new Key<>("tenant", String.class);
    private static final Key<Integer> SEED = new Key<>("seed", Integer.class);

    @Property
    void whatWasSetIsReturned(@ForAll String tenant, @ForAll int seed) {
        Attributes attributes = Attributes.NONE.with(TENANT, tenant).with(SEED, seed);

        assertThat(attributes.get(TENANT)).contains(tenant);
        assertThat(attributes.get(SEED)).contains(seed);
    }

    @Property
    void theLastValueCounts(@ForAll int first, @ForAll int last) {
        assertThat(Attributes.NONE.with(SEED, first).with(SEED, last)).isEqualTo(Attributes.NONE.with(SEED, last));
    }

    @Test
    void whatWasNeverSetIsEmpty() {
        assertThat(Attributes.NONE.with(SEED, 1).get(TENANT)).isEmpty();
    }

    @Test
    void aKeyOfTheSameNameButAnotherTypeIsAnotherKey() {
        Key<Integer> number = new Key<>("tenant", Integer.class);

        assertThat(Attributes.NONE.with(TENANT, "acme").get(number)).isEmpty();
    }

    @Test
    void settingAnAttributeLeavesTheOriginalAsItWas() {
        Attributes acme = Attributes.NONE.with(TENANT, "acme");

        acme.with(TENANT, "other");

        assertThat(acme.get(TENANT)).contains("acme");
        assertThat(Attributes.NONE.values()).isEmpty();
    }

    @Test
    void withoutRemovesTheKeyAndKeepsTheRest() {
        Attributes both = Attributes.NONE.with(TENANT, "acme").with(SEED, 1);

        assertThat(both.without(SEED)).isEqualTo(Attributes.NONE.with(TENANT, "acme"));
    }

    @Test
    void withoutAKeyThatWasNeverSetNothingChanges() {
        Attributes acme = Attributes.NONE.with(TENANT, "acme");

        assertThat(acme.without(SEED)).isSameAs(acme);
    }

    @Test
    void aValueOfAnotherTypeIsRefusedWhenItIsGiven() {
        Map<Key<?>, Object> wrong = Map.of(SEED, "seven");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Attributes(wrong))
                .withMessage("attribute seed must be a java.lang.Integer but is a java.lang.String");
    }

    @Test
    void laterChangesToTheMapHaveNoEffect() {
        Map<Key<?>, Object> values = new HashMap<>(Map.of(SEED, 1));
        Attributes attributes = new Attributes(values);

        values.clear();

        assertThat(attributes.get(SEED)).contains(1);
    }

    @Test
    void aKeyHasAName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Key<>(" ", String.class))
                .withMessage("name must not be blank");
    }
}
