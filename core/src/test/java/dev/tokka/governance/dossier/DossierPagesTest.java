// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tokka.governance.inventory.ModelRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The forms of a dossier: HTML, Markdown, JSON, and the files of all of them. */
class DossierPagesTest {

    private static final String ATTACK =
            "</td></style><script>alert(1)</script><img src=http://127.0.0.1:9/ onerror=alert(1)> [a](http://x.example) | \u202Egnp";
    private static final Pattern TAG = Pattern.compile("<(/?[a-z0-9]+)");
    private static final List<String> TAGS = List.of(
            "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "nav", "ul", "li", "a",
            "section", "div", "table", "thead", "tbody", "tr", "th", "td", "span");
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JsonDossier.schema(), InputFormat.JSON);

    @Property(tries = 60)
    void noTextBecomesMarkup(@ForAll String any) {
        String html = HtmlDossier.write(saying(any), Wording.JAPANESE);

        onlyOwnTags(html);
        assertThat(html.chars().filter(c -> c == '\r' || c == 0).count()).isZero();
        assertThat(new String(html.getBytes(UTF_8), UTF_8)).isEqualTo(html);
    }

    @Example
    void anAttackIsShownAsItIsWrittenAndDoesNothing() {
        Dossier dossier = saying(ATTACK);

        String html = HtmlDossier.write(dossier, Wording.ENGLISH);

        onlyOwnTags(html);
        assertThat(html)
                .doesNotContain("<script", "<img", "\u202E")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "⟨U+202E⟩gnp");
        String markdown = MarkdownDossier.write(dossier, Wording.ENGLISH);
        assertThat(markdown)
                .contains("\\<script\\>alert(1)", "\\[a\\](http\\://x.example) \\| ⟨U+202E⟩gnp")
                .doesNotContain("[a](http://", "\u202E")
                .doesNotContainPattern("(?<!\\\\)[<>]");
    }

    private static void onlyOwnTags(String html) {
        Matcher tags = TAG.matcher(html.replaceFirst("(?s)<style>.*?</style>", ""));
        while (tags.find()) {
            assertThat(TAGS).contains(tags.group(1).replace("/", ""));
        }
    }

    /** The policy names the only style by its digest: neither a script nor a style of somebody else would run. */
    @Example
    void thePolicyAllowsTheStyleOfThePageOnly() throws GeneralSecurityException {
        String html = HtmlDossier.write(saying("x"), Wording.ENGLISH);
        String style = html.substring(html.indexOf("<style>") + 7, html.indexOf("</style>"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));

        assertThat(html)
                .contains("content=\"default-src 'none'; style-src 'sha256-"
                        + Base64.getEncoder().encodeToString(digest)
                        + "'; base-uri 'none'; form-action 'none'\"")
                .doesNotContain("http:", "https:", "url(", "@import", "<link", " src=", " style=");
        assertThat(html.indexOf("Content-Security-Policy")).isLessThan(html.indexOf("<style>"));
    }

    @Example
    void eachPrincipleHasAHeadingAndSaysWhatIsNotThere() {
        Dossier draft = Desk.dossier(Desk.draft("loan-desk")).build();
        for (Wording wording : Wording.values()) {
            String html = HtmlDossier.write(draft, wording);
            String markdown = MarkdownDossier.write(draft, wording);
            for (Principle principle : Principle.values()) {
                assertThat(html)
                        .contains(
                                Visible.html(principle.title().in(wording)),
                                Visible.html(principle.outside().in(wording)));
                assertThat(markdown).contains("## " + Frame.title(principle).in(wording));
            }
            assertThat(html).contains("<html lang=\"" + wording.tag() + "\">", Words.NOTHING.in(wording));
            assertThat(markdown).contains(Words.NOTHING.in(wording));
        }
    }

    @Example
    void whereThereIsNoGapThatIsSaid() {
        Dossier draft = Desk.dossier(Desk.draft("loan-desk")).build();
        Dossier none = new Dossier(
                draft.scope(), draft.records(), draft.audit(), draft.attachments(), List.of(), draft.sections());

        assertThat(HtmlDossier.write(none, Wording.ENGLISH)).contains("missing, due or wrong.");
        assertThat(MarkdownDossier.write(none, Wording.JAPANESE)).contains("事項はない。");
    }

    @Property(tries = 60)
    void everyDossierIsValidByThePublishedSchema(@ForAll String any) {
        String json = JsonDossier.write(saying(any));

        assertThat(SCHEMA.validate(json, InputFormat.JSON)).isEmpty();
        assertThat(new String(json.getBytes(UTF_8), UTF_8)).isEqualTo(json);
    }

    @Example
    void theJsonHasTheRecordAsItStands() throws IOException {
        ModelRecord record = Desk.complete("fee-desk");

        JsonNode json = new JsonMapper()
                .readTree(JsonDossier.write(Desk.dossier(record)
                        .attachment(new Attachment("report.html", 3, Desk.DIGEST))
                        .build()));

        assertThat(ModelRecord.parse(json.at("/models/0").toString())).isEqualTo(record);
        assertThat(json.at("/principles/3/sections/0/table/rows/0/0").asText()).isEqualTo("customer questions");
        assertThat(json.at("/principles/3/title/ja").asText()).isEqualTo("モデル承認");
        assertThat(json.at("/attachments/0/sha256").asText()).isEqualTo(Desk.DIGEST);
        assertThat(json.at("/gaps/0/kind").asText()).isEqualTo("MISSING");
    }

    @Example
    void theSchemaRefusesWhatIsNoDossier() {
        String json = JsonDossier.write(saying("x"));

        assertThat(SCHEMA.validate(json.replace("\"days\" : 30", "\"days\" : -1"), InputFormat.JSON))
                .isNotEmpty();
        assertThat(SCHEMA.validate(json.replace("\"whole\"", "\"hole\""), InputFormat.JSON))
                .isNotEmpty();
        assertThat(SCHEMA.validate(json.replace("\"MISSING\"", "\"LOST\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @Example
    void equalDossiersAreEqualFilesAndOfOneModelAllStandTogether() throws IOException {
        Path folder = Files.createTempDirectory("dossier");
        Dossier.Builder builder =
                Desk.dossier(Desk.complete("fee-desk"), Desk.draft("loan-desk")).languages("ja", "en");

        List<Path> all = DossierFiles.write(builder.build(), folder.resolve("all"));
        List<Path> again = DossierFiles.write(builder.build(), folder.resolve("again"));
        List<Path> one = DossierFiles.write(builder.model("fee-desk").build(), folder.resolve("one"));

        for (int i = 0; i < all.size(); i++) {
            assertThat(again.get(i)).hasSameBinaryContentAs(all.get(i));
        }
        assertThat(all)
                .extracting(file ->
                        folder.resolve("all").relativize(file).toString().replace('\\', '/'))
                .containsExactly(
                        "index.en.html",
                        "index.ja.html",
                        "index.en.md",
                        "index.ja.md",
                        "index.json",
                        "fee-desk/model-card.md",
                        "fee-desk/bom.cdx.json",
                        "loan-desk/model-card.md",
                        "loan-desk/bom.cdx.json");
        assertThat(one.get(5)).isEqualTo(folder.resolve("one").resolve("model-card.md"));
        assertThat(Files.readString(one.get(5))).contains("- \"ja\"\n- \"en\"");
    }

    private static Dossier saying(String text) {
        String some = "w" + text;
        return Desk.dossier(Desk.saying(some), Desk.draft("loan-desk"))
                .section(Section.of(Principle.MONITORING, Phrase.same(text))
                        .with(Phrase.same(text))
                        .with(Table.of(Phrase.same(text)).with(Phrase.same(text))))
                .attachment(new Attachment(some, 0, Desk.DIGEST))
                .build();
    }
}
