// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Question;
import dev.tokka.Trace;
import dev.tokka.rag.Queries;
import dev.tokka.rag.QueryWriter;
import dev.tokka.rag.text.Vocabulary;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class QueryWriterLawsTest {

    private static final Question QUESTION = Question.of("q");

    @Property(tries = 200)
    void asAskedIsTheIdentityOfThen(@ForAll("writers") QueryWriter writer) {
        assertThat(texts(writer.then(QueryWriter.asAsked()))).isEqualTo(texts(writer));
        assertThat(texts(QueryWriter.asAsked().then(writer))).isEqualTo(texts(writer));
    }

    @Property(tries = 200)
    void groupingDoesNotMatter(
            @ForAll("writers") QueryWriter a, @ForAll("writers") QueryWriter b, @ForAll("writers") QueryWriter c) {
        assertThat(texts(a.then(b).then(c))).isEqualTo(texts(a.then(b.then(c))));
        assertThat(texts(a.and(b).and(c))).isEqualTo(texts(a.and(b.and(c))));
    }

    @Property(tries = 500)
    void expandingKeepsTheQuestionAndAddsOnlyFormsThatItLacks(
            @ForAll("questions") String text, @ForAll("vocabularies") Vocabulary vocabulary) {
        String expanded = QueryWriters.expanding(vocabulary)
                .write(Question.of(text))
                .texts()
                .get(0);

        assertThat(expanded).startsWith(text);
        String added = expanded.substring(text.length()).strip();
        for (String form : text.split(" ", -1)) {
            assertThat(List.of(added.split(" ", -1))).doesNotContain(form);
        }
    }

    @Provide
    Arbitrary<String> questions() {
        return forms().list().ofMinSize(1).ofMaxSize(5).map(words -> String.join(" ", words));
    }

    private static Arbitrary<String> forms() {
        return Arbitraries.of("a", "ab", "ATM", "ｱ", "ア", "手数料", "料", "①", "ﬁ", "İ", "-");
    }

    @Provide
    Arbitrary<QueryWriter> writers() {
        return Arbitraries.strings()
                .withChars("abc")
                .ofMaxLength(2)
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .map(endings -> question -> new Queries(
                        endings.stream()
                                .map(end -> question.text() + end)
                                .distinct()
                                .toList(),
                        Trace.EMPTY));
    }

    @Provide
    Arbitrary<Vocabulary> vocabularies() {
        return forms().list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(all -> new Vocabulary.Term(all.get(0), "", all.subList(1, all.size())))
                .list()
                .ofMaxSize(4)
                .map(Vocabulary::new);
    }

    private static List<String> texts(QueryWriter writer) {
        return writer.write(QUESTION).texts();
    }
}
