// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.DataClass;
import dev.tokka.DomainModel;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each type takes, what it makes of it, and what it says of the rest. */
class TypeTest {

    @TempDir
    Path folder;

    static Stream<Arguments> right() {
        return Stream.of(
                Arguments.of(Type.text(), "\"はい。\"", "はい。"),
                Arguments.of(Type.text(), "'10'", "10"),
                Arguments.of(Type.text(), "${NAME}", "from outside"),
                Arguments.of(Type.text(), "say ${NAME}", "say ${NAME}"),
                Arguments.of(Type.integer(-1, 5), "-1", -1),
                Arguments.of(Type.integer(0, 5), "5.0", 5),
                Arguments.of(Type.large(0, Long.MAX_VALUE), "9223372036854775807", Long.MAX_VALUE),
                Arguments.of(Type.number(0, 1), "0", 0.0),
                Arguments.of(Type.number(0, 1), "1", 1.0),
                Arguments.of(Type.numberAbove(0, 1), "1.0e-3", 0.001),
                Arguments.of(Type.decimal(), "2.50", new BigDecimal("2.50")),
                Arguments.of(Type.truth(), "true", true),
                Arguments.of(Type.duration(Duration.ZERO), "0s", Duration.ZERO),
                Arguments.of(Type.duration(Duration.ZERO), "500ms", Duration.ofMillis(500)),
                Arguments.of(Type.duration(Duration.ZERO), "12h", Duration.ofHours(12)),
                Arguments.of(Type.duration(Duration.ZERO), "7d", Duration.ofDays(7)),
                Arguments.of(Type.choice(DataClass.class), "internal", DataClass.INTERNAL),
                Arguments.of(Type.choice(Map.of("one", 1, "two", 2)), "two", 2),
                Arguments.of(Type.anything(), "abc", "abc"),
                Arguments.of(Type.anything(), "1.5", new BigDecimal("1.5")),
                Arguments.of(Type.anything(), "false", false),
                Arguments.of(Type.list(Type.text(), 0), "[]", List.of()),
                Arguments.of(Type.list(Type.text(), 1), "[b, a]", List.of("b", "a")),
                Arguments.of(Type.map(Type.truth(), 0), "", Map.of()),
                Arguments.of(Type.map(Type.truth(), 1), "{b: true}", Map.of("b", true)),
                Arguments.of(Type.text().as(String::length), "abc", 3));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(Type.text(), "10", "a text but found 10"),
                Arguments.of(Type.text(), "' '", "a text but found a blank one"),
                Arguments.of(Type.text(), "", "a text but found nothing"),
                Arguments.of(Type.integer(0, 5), "6", "a whole number from 0 to 5 but found 6"),
                Arguments.of(Type.integer(0, 5), "1.5", "a whole number from 0 to 5 but found 1.5"),
                Arguments.of(Type.integer(0, 5), "'1'", "a whole number from 0 to 5 but found a text"),
                Arguments.of(
                        Type.large(1, Long.MAX_VALUE),
                        "9223372036854775808",
                        "a whole number of at least 1 but found 9223372036854775808"),
                Arguments.of(Type.number(0, 1), "1.01", "a number from 0.0 to 1.0 but found 1.01"),
                Arguments.of(Type.number(0, 1), ".nan", "a number from 0.0 to 1.0 but found "),
                Arguments.of(Type.number(0, 1), "1.0e-999999999", "a number from 0.0 to 1.0 but found 1.0e-999999999"),
                Arguments.of(Type.numberAbove(0, 1), "0", "a number above 0.0, at most 1.0 but found 0"),
                Arguments.of(Type.decimal(), "0", "a number above 0 but found 0"),
                Arguments.of(Type.truth(), "'true'", "true or false but found a text"),
                Arguments.of(
                        Type.duration(Duration.ofSeconds(1)),
                        "999ms",
                        "a time such as 30s or 10m, at least 1s but found '999ms'"),
                Arguments.of(
                        Type.duration(Duration.ZERO), "1 s", "a time such as 30s or 10m, at least 0s but found '1 s'"),
                Arguments.of(
                        Type.choice(DataClass.class),
                        "pubic",
                        "one of confidential, internal, public, restricted but found 'pubic' (did you mean 'public'?)"),
                Arguments.of(Type.anything(), "[1]", "a text, a number, true or false but found a list"),
                Arguments.of(Type.list(Type.text(), 2), "[a]", "a list of at least 2 but found one of 1"),
                Arguments.of(Type.list(Type.text(), 0), "a", "a list but found a text"),
                Arguments.of(Type.map(Type.text(), 1), "{}", "a mapping of at least 1 but found one of 0"),
                Arguments.of(Type.map(Type.text(), 1), "{a: 1}", "a text but found 1"),
                Arguments.of(Type.object(), "[]", "an empty mapping but found a list"));
    }

    @ParameterizedTest
    @MethodSource("right")
    void rightValuesAreMade(Type<?> type, String written, Object made) throws IOException {
        assertThat(made(type, written)).isEqualTo(made);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongValuesAreRefusedWithWhatWasExpectedAndFound(Type<?> type, String written, String message) {
        assertThatThrownBy(() -> made(type, written))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected " + message);
    }

    @Test
    void secretsAmongAnythingAreSecrets() throws IOException {
        assertThat(made(Type.anything(), "${NAME}"))
                .isInstanceOfSatisfying(
                        Secret.class, secret -> assertThat(secret.value()).isEqualTo("from outside"));
    }

    @Test
    void whatAnUnreadableValueHoldsFromOutsideIsNotShown() {
        assertThatThrownBy(() -> made(Type.duration(Duration.ZERO), "${NAME}"))
                .hasMessageContaining("found '${NAME}'")
                .hasMessageNotContaining("from outside");
        assertThatThrownBy(() -> made(Type.choice(DataClass.class), "${NAME}")).hasMessageContaining("found '${NAME}'");
        assertThatThrownBy(() -> made(Type.file(), "${NAME}")).hasMessageContaining("none at ${NAME}");
    }

    @Test
    void mapsKeepTheirOrder() throws IOException {
        Object made = made(Type.map(Type.integer(0, 9), 1), "{c: 1, a: 2, b: 3}");

        assertThat(((Map<?, ?>) made).keySet().toArray()).containsExactly("c", "a", "b");
        assertThat(made).isInstanceOf(LinkedHashMap.class);
    }

    @Test
    void settingsHaveDefaultsAndDifferentNames() throws IOException {
        Setting<String> text = Setting.of("text", Type.text(), "standard", "A text.");
        Setting<Integer> number = Setting.optional("number", Type.integer(0, 9), "A number.");

        Settings none = (Settings) made(Type.object(text, number), "{}");
        Settings both = (Settings) made(Type.object(text, number), "{number: 3, text: own}");

        assertThat(none.isEmpty()).isTrue();
        assertThat(none.get(text)).isEqualTo("standard");
        assertThat(none.find(number)).isEmpty();
        assertThat(both.get(text)).isEqualTo("own");
        assertThat(both.find(number)).contains(3);
        assertThat(both.isEmpty()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> none.get(number))
                .withMessage("'number' may be left out: find it instead");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Type.object(text, text))
                .withMessage("settings must have different names but two are 'text'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ((Settings) made(Type.object(text), "{}")).find(number))
                .withMessage("'number' is not declared for this part");
    }

    /** Returns what the loader makes of a value of this type, by a kind that has it. */
    private Object made(Type<?> type, String written) throws IOException {
        AtomicReference<@Nullable Object> made = new AtomicReference<>();
        Path file = Files.writeString(folder.resolve("model.yaml"), "tokka: 1\nmodel: {of: " + quoted(written) + "}\n");
        new ConfigLoader()
                .withEnvironment(Map.of("NAME", "from outside"))
                .withKinds(kind(type, made))
                .load(file)
                .close();
        return requireNonNull(made.get());
    }

    private static String quoted(String written) {
        return written.contains("${") ? '"' + written + '"' : written;
    }

    private static <S> Kind<DomainModel> kind(Type<S> type, AtomicReference<@Nullable Object> made) {
        return Role.MODEL.kind("of", "Takes a value.", type, (value, making) -> {
            made.set(value);
            return new Parts.Says("A.");
        });
    }

    @Test
    void anExcerptPassesOverWhatIsSomebodyElses() throws IOException {
        Setting<Integer> size = Setting.required("size", Type.integer(1, 9), "How large.");
        Path file = Files.writeString(folder.resolve("excerpt.yaml"), "name: {any: [thing]}\nsize: 3\n");
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "name: any\nsize: 10\n");

        assertThat(SettingsFile.read(file, Type.excerpt(size)).get(size)).isEqualTo(3);
        assertThatThrownBy(() -> SettingsFile.read(wrong, Type.excerpt(size)))
                .hasMessage(wrong + ":2:7: expected a whole number from 1 to 9 but found 10");
        assertThatThrownBy(() -> SettingsFile.read(file, Type.object(size))).hasMessageContaining("found 'name'");
        assertThat(SettingsFile.schema("Sizes", Type.excerpt(size))).contains("\"additionalProperties\" : true");
    }
}
