// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.Digests;
import dev.tokka.rag.metadata.Access;
import dev.tokka.rag.metadata.Labels;
import dev.tokka.rag.metadata.Value;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;

/** The labels of a document as fields of Lucene, the same on every part of its block. */
final class LabelFields {

    private static final String ACCESS = "access";

    /** No key is like this, because keys are put behind {@code "metadata_"}. */
    private static final String KEYS = "keys";

    /** On documents for all tenants. */
    static final Term ALL_TENANTS = new Term(ACCESS, "T");

    /** On documents for all callers. */
    static final Term ALL_CALLERS = new Term(ACCESS, "R");

    /** Lucene's longest term is 32,766 bytes; longer texts than this are compared by their digest. */
    private static final int LONGEST_TEXT = 8_000;

    private LabelFields() {}

    /** Adds the fields of {@code labels} to a part of a document's block. */
    static void add(Document part, Labels labels) {
        Access access = labels.access();
        addTerm(part, access.tenant().map(LabelFields::tenant).orElse(ALL_TENANTS));
        access.roles()
                .ifPresentOrElse(
                        roles -> roles.forEach(role -> addTerm(part, role(role))), () -> addTerm(part, ALL_CALLERS));
        labels.metadata().values().forEach((key, value) -> {
            addTerm(part, present(key));
            addValue(part, key, value);
        });
    }

    private static void addValue(Document part, String key, Value value) {
        if (value instanceof Value.Numeric number) {
            part.add(new DoubleField(field(key), number.value(), Store.NO));
        } else if (value instanceof Value.Time time) {
            part.add(new LongField(field(key), time.value().toEpochMilli(), Store.NO));
        } else if (value instanceof Value.Texts texts) {
            texts.values().forEach(text -> addTerm(part, value(key, new Value.Text(text))));
        } else {
            addTerm(part, value(key, value));
        }
    }

    private static void addTerm(Document part, Term term) {
        part.add(new StringField(term.field(), term.text(), Store.NO));
    }

    static Term tenant(String id) {
        return new Term(ACCESS, "t" + exact(id));
    }

    static Term role(String role) {
        return new Term(ACCESS, "r" + exact(role));
    }

    /** On documents that have any value of {@code key}. */
    static Term present(String key) {
        return new Term(KEYS, key);
    }

    /** On documents that have the text or flag {@code value}. */
    static Term value(String key, Value value) {
        String text = value instanceof Value.Text single ? exact(single.value()) : String.valueOf(value);
        return new Term(field(key), text);
    }

    static String field(String key) {
        return "metadata_" + key;
    }

    /**
     * Returns the term of the document {@code id}. Ids that {@link #isStorable} refuses are in no index, and their term
     * is found nowhere.
     */
    static Term document(String id) {
        return new Term(IndexFields.DOCUMENT, isStorable(id) ? id : exact(id));
    }

    /** Returns whether Lucene keeps {@code id} as it is: well-formed Unicode and not too long. */
    static boolean isStorable(String id) {
        return id.length() <= LONGEST_TEXT && isWellFormed(id);
    }

    /** Returns a text that is equal for equal texts only, also where UTF-8 would lose half of a surrogate pair. */
    private static String exact(String text) {
        if (isStorable(text)) {
            return "=" + text;
        }
        StringBuilder units = new StringBuilder();
        text.chars().forEach(unit -> units.append(Integer.toHexString(unit)).append(' '));
        return "#" + Digests.sha256(units.toString());
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
