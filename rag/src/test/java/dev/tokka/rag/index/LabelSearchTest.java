// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Attributes;
import dev.tokka.Caller;
import dev.tokka.Tenant;
import dev.tokka.rag.metadata.Access;
import dev.tokka.rag.metadata.Labeling;
import dev.tokka.rag.metadata.Labels;
import dev.tokka.rag.metadata.Metadata;
import java.io.IOException;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;

class LabelSearchTest {

    private static final Access STAFF = Access.EVERYBODY.forRoles("staff");
    private static final Attributes CLERK = roles("clerk", "staff");

    private final LabelSearch search = new LabelSearch(Labeling.NONE);

    @Test
    void aRoleThatEverythingIsForRestrictsNothing() throws IOException {
        try (Directory directory = index(STAFF, STAFF.forRoles("staff", "board"));
                DirectoryReader reader = DirectoryReader.open(directory)) {
            assertThat(search.of(CLERK, reader)).isEmpty();
            assertThat(found(roles("board"), reader)).isOne();
            assertThat(found(roles("guest"), reader)).isZero();
            assertThat(found(Attributes.NONE, reader)).isZero();
        }
    }

    @Test
    void aRoleThatOneDocumentIsNotForRestricts() throws IOException {
        try (Directory directory = index(STAFF, Access.EVERYBODY.forRoles("board"));
                DirectoryReader reader = DirectoryReader.open(directory)) {
            assertThat(found(CLERK, reader)).isOne();
            // Together the two roles may find everything, but neither alone.
            assertThat(found(roles("staff", "board"), reader)).isEqualTo(2);
        }
    }

    @Test
    void theOnlyTenantIsNotRestrictedButOthersFindNothing() throws IOException {
        try (Directory directory = index(STAFF.forTenant("a"), STAFF.forTenant("a"));
                DirectoryReader reader = DirectoryReader.open(directory)) {
            assertThat(search.of(CLERK.with(Tenant.KEY, new Tenant("a")), reader))
                    .isEmpty();
            assertThat(found(CLERK.with(Tenant.KEY, new Tenant("b")), reader)).isZero();
            assertThat(found(CLERK, reader)).isZero();
        }
    }

    private static Attributes roles(String... roles) {
        return Attributes.NONE.with(Caller.KEY, new Caller("c", Set.of(roles)));
    }

    private int found(Attributes asker, DirectoryReader reader) throws IOException {
        return new IndexSearcher(reader).count(search.of(asker, reader).orElseThrow());
    }

    private static Directory index(Access... documents) throws IOException {
        Directory directory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            for (Access access : documents) {
                Document document = new Document();
                LabelFields.add(document, new Labels(Metadata.NONE, access));
                writer.addDocument(document);
            }
        }
        return directory;
    }
}
