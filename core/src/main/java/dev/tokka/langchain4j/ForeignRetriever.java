// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.tokka.Description;
import dev.tokka.Digests;
import dev.tokka.ModelUnavailableException;
import dev.tokka.ModelUnavailableException.Reason;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** See {@link ContentRetrievers#toRetriever}. */
record ForeignRetriever(ContentRetriever retriever, String name, Runner runner) implements Retriever {

    private static final Supervision.Reader NO_TEXT = new Supervision.Reader() {

        @Override
        public boolean take(String piece) {
            return false;
        }

        @Override
        public String taken() {
            return "";
        }
    };

    @Override
    public List<Passage> retrieve(Query query) {
        requireNonNull(query, "query");
        query.checkpoint(toString());
        runner.sending().require(query, toString());
        Optional<List<Content>> contents = new Supervision<List<Content>>(
                        runner, CallLimits.DEFAULT, query.attributes(), toString())
                .run(exchange -> exchange.complete(retriever.retrieve(asked(query))), NO_TEXT)
                .flatMap(response -> Optional.ofNullable(response.value()));
        if (contents.isEmpty()) {
            throw new ModelUnavailableException(Reason.PROTOCOL, this + ": found null");
        }
        try {
            return passages(contents.get()).stream().limit(query.limit()).toList();
        } catch (RuntimeException e) { // what is foreign may hold anything, null too
            throw new ModelUnavailableException(Reason.PROTOCOL, this + ": found what cannot be read", e);
        }
    }

    private static dev.langchain4j.rag.query.Query asked(Query query) {
        return dev.langchain4j.rag.query.Query.from(query.text());
    }

    private List<Passage> passages(List<Content> contents) {
        List<Content> usable = contents.stream()
                .filter(content -> !content.textSegment().text().isBlank())
                .toList();
        boolean scored = usable.stream().allMatch(content -> score(content).isPresent());
        List<Passage> passages = new ArrayList<>();
        for (Content content : usable) {
            double rank = 1.0 / (passages.size() + 1);
            passages.add(passage(content, scored ? score(content).orElse(rank) : rank));
        }
        passages.sort(Comparator.comparingDouble(Passage::score).reversed()); // stable
        Map<String, Passage> different = new LinkedHashMap<>();
        passages.forEach(passage -> different.putIfAbsent(passage.id(), passage));
        return List.copyOf(different.values());
    }

    private Passage passage(Content content, double score) {
        TextSegment segment = content.textSegment();
        Source source = Segments.source(segment, name);
        String id = Optional.ofNullable(content.metadata().get(ContentMetadata.EMBEDDING_ID))
                .map(String::valueOf)
                .filter(known -> !known.isBlank())
                .orElseGet(() -> Digests.sha256(source.document() + "\n" + segment.text()));
        return new Passage(id, segment.text(), source, score);
    }

    private static OptionalDouble score(Content content) {
        return Stream.of(ContentMetadata.RERANKED_SCORE, ContentMetadata.SCORE)
                .flatMap(key -> Stream.ofNullable(content.metadata().get(key)))
                .filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .filter(Double::isFinite)
                .findFirst();
    }

    @Override
    public Description describe() {
        return runner.sending().describe(Description.of("content retriever", name));
    }

    @Override
    public String toString() {
        return "content retriever " + name;
    }
}
