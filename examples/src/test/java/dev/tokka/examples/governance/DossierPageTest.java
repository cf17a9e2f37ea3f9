// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokka.examples.Browser;
import dev.tokka.governance.dossier.Dossier;
import dev.tokka.governance.dossier.HtmlDossier;
import dev.tokka.governance.dossier.Phrase;
import dev.tokka.governance.dossier.Principle;
import dev.tokka.governance.dossier.Section;
import dev.tokka.governance.dossier.Table;
import dev.tokka.governance.dossier.Wording;
import dev.tokka.governance.inventory.EvidencePolicy;
import dev.tokka.governance.inventory.Lifecycle;
import dev.tokka.governance.inventory.ModelInventory;
import dev.tokka.governance.inventory.Registration;
import dev.tokka.governance.inventory.RiskTier;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The page of a dossier in Chromium, as its readers use it. Skipped where there is no Chromium, unless
 * tokka.chromium=required.
 */
class DossierPageTest {

    private static final String ATTACK =
            "</td></style><script>document.title='attacked'</script><img src=\"http://127.0.0.1:9/\"> \u202Egnp";

    @TempDir
    static Path temp;

    private static Optional<Browser> chromium = Optional.empty();

    @BeforeAll
    static void start() throws IOException {
        String missing = Browser.missing();
        if ("required".equals(System.getProperty("tokka.chromium"))) {
            assertThat(missing).isEmpty();
        }
        assumeTrue(missing.isEmpty(), missing);
        Browser browser = Browser.start("en-GB", Files.createDirectory(temp.resolve("profile")));
        chromium = Optional.of(browser);
        browser.open(URI.create("about:blank")); // what Chromium shows first asks for parts of its own
    }

    @AfterAll
    static void close() throws IOException {
        if (chromium.isPresent()) {
            chromium.get().close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePageAsksForNothingAndHasEveryPrinciple(Wording wording) throws IOException {
        Browser browser = chromium.orElseThrow();
        browser.requests();
        browser.complaints();

        Path page = show(browser, wording);

        assertThat(browser.requests()).containsExactly(page.toUri().toString());
        assertThat(browser.complaints()).isEmpty(); // the policy lets the style of the page in
        assertThat(number(browser, "document.querySelectorAll('h2').length")).isEqualTo(9);
        assertThat(number(browser, "document.querySelectorAll('nav a').length")).isEqualTo(9);
        assertThat(browser.evaluate("[...document.querySelectorAll('nav a')].every(link =>"
                                + " document.querySelector(link.getAttribute('href')))")
                        .asBoolean())
                .isTrue();
        assertThat(browser.evaluate("document.documentElement.lang").asText()).isEqualTo(wording.tag());
        assertThat(browser.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
                        .asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void nothingThatSomebodyWroteBecomesMarkup(Wording wording) throws IOException {
        Browser browser = chromium.orElseThrow();

        show(browser, wording);

        assertThat(number(browser, "document.scripts.length + document.images.length"))
                .isZero();
        assertThat(browser.evaluate("document.title").asText()).contains("fee-desk");
        assertThat(browser.evaluate("[...document.querySelectorAll('td')].filter(cell => cell.textContent.includes("
                                + "'⟨U+202E⟩gnp')).length")
                        .asInt())
                .isGreaterThan(1);
    }

    @Test
    void itIsLightOrDarkAsTheReaderPrefersAndReadableInBoth() throws IOException {
        Browser browser = chromium.orElseThrow();
        show(browser, Wording.ENGLISH);

        for (String scheme : new String[] {"light", "dark"}) {
            browser.prefer(scheme);
            for (String selector : new String[] {"body", ".outside", ".mark.missing", "nav a"}) {
                assertThat(contrast(browser, selector))
                        .as(scheme + " " + selector)
                        .isGreaterThan(4.5);
            }
        }
        browser.prefer("light");
    }

    /** Returns the ratio of contrast of an element with the page, as WCAG 2.2 defines it. */
    private static double contrast(Browser browser, String selector) throws IOException {
        String luminance = "(text => { const c = text.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)"
                + ".map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);"
                + " return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]; })";
        double text = browser.evaluate(
                        luminance + "(getComputedStyle(document.querySelector('" + selector + "')).color)")
                .asDouble();
        double page = browser.evaluate(luminance + "(getComputedStyle(document.body).backgroundColor)")
                .asDouble();
        return (Math.max(text, page) + 0.05) / (Math.min(text, page) + 0.05);
    }

    private static int number(Browser browser, String expression) throws IOException {
        return browser.evaluate(expression).asInt();
    }

    private static Path show(Browser browser, Wording wording) throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-04-01T03:00:00Z"), ZoneId.of("Asia/Tokyo"));
        Path records = Files.createTempDirectory(temp, "inventory");
        ModelInventory inventory = ModelInventory.directory(records);
        new Lifecycle(inventory, EvidencePolicy.DEFAULT, clock)
                .register("fee-desk", Registration.of(ATTACK, ATTACK + "x".repeat(300), RiskTier.LOW), "sato");
        Table wide = new Table(
                Collections.nCopies(12, Phrase.same("a long head of a column")),
                List.of(Collections.nCopies(12, Phrase.same("a cell"))));
        Dossier dossier = Dossier.builder(inventory, clock)
                .model("fee-desk")
                .section(Section.of(Principle.MONITORING, Phrase.same("wide")).with(wide))
                .build();
        Path page = Files.writeString(temp.resolve("dossier.html"), HtmlDossier.write(dossier, wording));
        browser.open(page.toUri());
        return page;
    }
}
