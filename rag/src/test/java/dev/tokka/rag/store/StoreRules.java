// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokka.Attributes;
import dev.tokka.Caller;
import dev.tokka.Passage;
import dev.tokka.PolicyViolationException;
import dev.tokka.Query;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Tenant;
import dev.tokka.rag.document.DocumentException;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestReport;
import dev.tokka.rag.metadata.Access;
import dev.tokka.rag.metadata.Filter;
import dev.tokka.rag.metadata.Labeling;
import dev.tokka.rag.metadata.Labels;
import dev.tokka.rag.metadata.Metadata;
import dev.tokka.rag.metadata.MetadataSchema;
import dev.tokka.rag.metadata.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Who finds what, the same on every store: a store's test extends this and opens stores.
 *
 * <p>Each document is one passage, {@code "id#0"} like. What an asker must find is worked out by {@link Access#allows}
 * and {@link Filter#matches}.
 */
public abstract class StoreRules {

    /** The property that says how many askers and filters are tried; each is tried on all documents. */
    private static final int TRIPLES = Integer.getInteger("tokka.triples", 10_000);

    private static final int DOCUMENTS = 100;

    /** What a test does with a store. */
    protected interface Store extends AutoCloseable {

        /** Adds documents, each in the place of an earlier one with its id, and makes them visible. */
        IngestReport ingest(List<SourceDocument> documents);

        /** Finds passages; at least the 200 best, if the limit allows. */
        List<Passage> retrieve(Query query);

        /** Returns the passages of a document that the asker may find. */
        List<Passage> passages(String document, Attributes asker);

        /** Removes a document; nothing happens if there is none. */
        void remove(String id);

        /** Returns the ids of all documents, rights not asked, in any order. */
        List<String> documents();

        @Override
        void close();
    }

    /** Opens a new, empty store with {@code settings}, of which the labeling and the candidates matter. */
    protected abstract Store open(IndexSettings settings);

    /** Returns whether the store knows its documents; if not, {@link Store#passages} is not called, and all are added. */
    protected boolean givesDocuments() {
        return true;
    }

    private void assertReads(Store store, String document, Attributes asker, int passages) {
        if (givesDocuments()) {
            assertThat(store.passages(document, asker)).hasSize(passages);
        }
    }

    private Store open(Labeling labeling) {
        return open(IndexSettings.DEFAULT.withCandidates(200).withLabeling(labeling));
    }

    private static final MetadataSchema SCHEMA = MetadataSchema.of(Map.of(
            "kind", Value.Type.TEXT,
            "topics", Value.Type.TEXTS,
            "amount", Value.Type.NUMBER,
            "final", Value.Type.FLAG,
            "valid_from", Value.Type.TIME,
            "valid_until", Value.Type.TIME));

    private static final Labeling LABELING = Labeling.NONE.withSchema(SCHEMA);

    private static SourceDocument document(String id, Labels labels) {
        return SourceDocument.plainText(id, "A rule on transfers, kept under " + id.hashCode() + ".")
                .withLabels(labels);
    }

    private static Set<String> found(Store store, Attributes asker) {
        return store.retrieve(new Query("rule transfers", 200, asker)).stream()
                .map(passage -> passage.source().document())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> expected(List<SourceDocument> documents, Attributes asker) {
        return documents.stream()
                .filter(document -> document.labels().access().allows(asker))
                .filter(document -> asker.get(Filter.KEY)
                        .map(filter -> filter.matches(document.labels().metadata()))
                        .orElse(true))
                .map(SourceDocument::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // ---- equal to brute force

    @Test
    void asManyTriplesOfAskerDocumentAndFilterAgreeWithBruteForce() {
        Random random = new Random(20_261_125);
        RandomLabels labels = new RandomLabels(random);
        List<SourceDocument> documents = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            documents.add(document("d" + i, labels.labels()));
        }
        int some = 0;
        try (Store store = open(LABELING)) {
            assertThat(store.ingest(documents).failures()).isEmpty();
            for (int i = 0; i < (TRIPLES + DOCUMENTS - 1) / DOCUMENTS; i++) {
                Attributes asker = labels.asker();
                Set<String> expected = expected(documents, asker);
                some += expected.isEmpty() ? 0 : 1;
                assertThat(found(store, asker))
                        .as("asker %s with %s", asker, asker.get(Filter.KEY))
                        .isEqualTo(expected);
            }
        }
        assertThat(some).as("askers who found something").isPositive();
    }

    @Test
    void wholeDocumentsAreReadByThoseWhoMayFindThem() {
        assumeTrue(givesDocuments(), "the store gives no whole documents");
        Random random = new Random(7);
        RandomLabels labels = new RandomLabels(random);
        List<SourceDocument> documents = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            documents.add(document("d" + i, labels.labels()));
        }
        try (Store store = open(LABELING)) {
            store.ingest(documents);
            for (int i = 0; i < 10; i++) {
                Attributes asker = labels.asker().without(Filter.KEY);
                for (SourceDocument each : documents) {
                    boolean allowed = each.labels().access().allows(asker);
                    assertReads(store, each.id(), asker, allowed ? 1 : 0);
                }
            }
        }
    }

    // ---- limits, scores and counts

    @Test
    void aLimitIsFilledFromWhatTheAskerMayFind() {
        List<SourceDocument> documents = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String tenant = i % 20 == 0 ? "a" : "b";
            documents.add(document("d" + i, new Labels(Metadata.NONE, Access.EVERYBODY.forTenant(tenant))));
        }
        Attributes asker = Attributes.NONE.with(Tenant.KEY, new Tenant("a"));
        try (Store store = open(IndexSettings.DEFAULT.withCandidates(3).withLabeling(Labeling.NONE.withTenants()))) {
            store.ingest(documents);

            assertThat(store.retrieve(new Query("rule transfers", 3, asker)))
                    .extracting(passage -> passage.source().document())
                    .containsExactlyInAnyOrder("d0", "d20", "d40");
        }
    }

    // ---- tenants

    @Test
    void aQueryWithoutTheTenantThatIsRequiredIsRefused() {
        try (Store store = open(Labeling.NONE.withTenants())) {
            store.ingest(List.of(document("d", new Labels(Metadata.NONE, Access.EVERYBODY.forTenant("a")))));

            assertThatThrownBy(() -> store.retrieve(Query.of("rule transfers", 3)))
                    .isInstanceOf(PolicyViolationException.class)
                    .hasMessageContaining("tenant");
            if (givesDocuments()) {
                assertThatThrownBy(() -> store.passages("d", Attributes.NONE))
                        .isInstanceOf(PolicyViolationException.class);
            }
            assertThat(found(store, Attributes.NONE.with(Tenant.KEY, new Tenant("b"))))
                    .isEmpty();
        }
    }

    @Test
    void aDocumentWithoutTheTenantThatIsRequiredIsAFailureAndNothingElseIsLost() {
        try (Store store = open(Labeling.NONE.withTenants())) {
            IngestReport report = store.ingest(List.of(
                    document("none", Labels.NONE),
                    document("one", new Labels(Metadata.NONE, Access.EVERYBODY.forTenant("a")))));

            assertThat(report.added()).containsExactly("one");
            assertThat(report.failures()).singleElement().satisfies(failure -> {
                assertThat(failure.documentId()).isEqualTo("none");
                assertThat(failure.reason()).isEqualTo(DocumentException.Reason.LABELS);
            });
            assertThat(store.documents()).containsExactly("one");
        }
    }

    // ---- schema

    @Test
    void metadataThatIsNotInTheSchemaIsAFailure() {
        Metadata unknown = Metadata.NONE.with("unknown", new Value.Text("x"));
        Metadata wrong = Metadata.NONE.with("amount", new Value.Text("x"));
        try (Store store = open(LABELING)) {
            IngestReport report = store.ingest(List.of(
                    document("unknown", new Labels(unknown, Access.EVERYBODY)),
                    document("wrong", new Labels(wrong, Access.EVERYBODY))));

            assertThat(report.failures())
                    .extracting(DocumentException::documentId)
                    .containsExactly("unknown", "wrong");
            assertThat(store.documents()).isEmpty();
        }
    }

    @Test
    void aFilterThatIsNotInTheSchemaIsRejectedAndNothingOfItIsQuoted() {
        Attributes unknown = Attributes.NONE.with(Filter.KEY, Filter.equal("secret_key", "secret value"));
        Attributes wrong = Attributes.NONE.with(Filter.KEY, Filter.equal("amount", "secret value"));
        try (Store store = open(LABELING)) {
            for (Attributes asker : List.of(unknown, wrong)) {
                assertThatThrownBy(() -> store.retrieve(new Query("rule", 3, asker)))
                        .isInstanceOf(QuestionRejectedException.class)
                        .hasMessageNotContaining("secret");
            }
        }
    }

    @Test
    void aLongFilterAndALongQuestionGoTogether() {
        String[] kinds = new String[900];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = "kind" + i;
        }
        List<Filter> negated = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            negated.add(new Filter.Not(Filter.equal("kind", "kind" + i)));
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            text.append("term").append(i).append(' ');
        }
        try (Store store = open(LABELING)) {
            store.ingest(List.of(document("d", kind("kind7")), document("e", kind("other"))));
            for (Filter filter : List.of(Filter.oneOf("kind", kinds), new Filter.All(negated))) {
                Attributes asker = Attributes.NONE.with(Filter.KEY, filter);
                assertThat(store.retrieve(new Query("rule transfers " + text, 5, asker)))
                        .extracting(passage -> passage.source().document())
                        .containsExactly(filter instanceof Filter.OneOf ? "d" : "e");
            }
        }
    }

    private static Labels kind(String kind) {
        return new Labels(Metadata.NONE.with("kind", new Value.Text(kind)), Access.EVERYBODY);
    }

    // ---- changes

    @Test
    void aChangedRightIsAChangedDocument() {
        Attributes clerk = Attributes.NONE.with(Caller.KEY, new Caller("c", Set.of("clerk")));
        try (Store store = open(LABELING)) {
            store.ingest(List.of(document("d", new Labels(Metadata.NONE, Access.EVERYBODY.forRoles("clerk")))));
            assertThat(found(store, clerk)).containsExactly("d");

            IngestReport changed = store.ingest(
                    List.of(document("d", new Labels(Metadata.NONE, Access.EVERYBODY.forRoles("manager")))));

            assertThat(givesDocuments() ? changed.updated() : changed.added()).containsExactly("d");
            assertThat(found(store, clerk)).isEmpty();
            assertThat(found(store, Attributes.NONE)).isEmpty();
        }
    }

    // ---- hostile values

    @Test
    void hostileValuesMatchLiterallyOrAreRefused() {
        List<String> texts = HostileTexts.all();
        List<SourceDocument> documents = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Labels labels = kind(texts.get(i));
            documents.add(document("a" + i, new Labels(labels.metadata(), Access.EVERYBODY.forTenant("a"))));
            documents.add(document("b" + i, new Labels(labels.metadata(), Access.EVERYBODY.forTenant("b"))));
        }
        try (Store store = open(LABELING.withTenants())) {
            Set<String> refused = store.ingest(documents).failures().stream()
                    .map(DocumentException::documentId)
                    .collect(Collectors.toSet());
            List<SourceDocument> kept = documents.stream()
                    .filter(document -> !refused.contains(document.id()))
                    .toList();
            assertThat(kept).hasSizeGreaterThan(documents.size() - 12);
            for (String text : texts) {
                Attributes asker =
                        Attributes.NONE.with(Tenant.KEY, new Tenant("a")).with(Filter.KEY, Filter.equal("kind", text));
                Set<String> expected = expected(kept, asker);
                try {
                    assertThat(found(store, asker)).isEqualTo(expected);
                } catch (QuestionRejectedException e) {
                    assertThat(expected).isEmpty(); // a value that the store cannot hold
                }
            }
            assertThat(new HashSet<>(store.documents())).hasSize(kept.size());
        }
    }

    @Test
    void hostileRolesAndTenantsMatchLiterallyOrFindNothing() {
        List<SourceDocument> documents = new ArrayList<>();
        documents.add(document(
                "plain", new Labels(Metadata.NONE, new Access(Optional.of("b"), Optional.of(Set.of("clerk"))))));
        try (Store store = open(LABELING)) {
            store.ingest(documents);
            for (String text : HostileTexts.all()) {
                Attributes asker = Attributes.NONE
                        .with(Tenant.KEY, new Tenant(text))
                        .with(Caller.KEY, new Caller(text, Set.of(text)));
                try {
                    assertThat(found(store, asker)).isEmpty();
                } catch (QuestionRejectedException e) {
                    assertThat(e).hasMessageNotContaining(text);
                }
            }
        }
    }

    @Test
    void hostileIdsRemoveNothingElse() {
        try (Store store = open(LABELING)) {
            store.ingest(List.of(document("kept", Labels.NONE), document("half\uFFFD", Labels.NONE)));
            for (String text : HostileTexts.all()) {
                if (!text.equals("half\uFFFD")) {
                    store.remove(text);
                    assertReads(store, text, Attributes.NONE, 0);
                }
            }
            assertThat(store.documents()).containsExactlyInAnyOrder("kept", "half\uFFFD");
            assertThat(found(store, Attributes.NONE)).containsExactlyInAnyOrder("kept", "half\uFFFD");
        }
    }

    @Test
    void aRemovedDocumentIsNotFound() {
        try (Store store = open(LABELING)) {
            store.ingest(List.of(document("gone", Labels.NONE), document("kept", Labels.NONE)));

            store.remove("gone");

            assertThat(found(store, Attributes.NONE)).containsExactly("kept");
            assertReads(store, "gone", Attributes.NONE, 0);
            assertThat(store.documents()).containsExactly("kept");
        }
    }
}
