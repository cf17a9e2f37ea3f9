// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.rag.metadata.Filter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Queries as trees of JSON; every value is a node, none is ever a part of a text. */
final class OpenSearchJson {

    /** What everybody has; values begin with another character. */
    static final String ALL = "all";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private OpenSearchJson() {}

    static ObjectNode object() {
        return JSON.objectNode();
    }

    static ObjectNode object(String key, JsonNode value) {
        return JSON.objectNode().set(key, value);
    }

    static ArrayNode array(Collection<? extends JsonNode> values) {
        return JSON.arrayNode().addAll(values);
    }

    static ArrayNode texts(Collection<String> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(array::add);
        return array;
    }

    static ObjectNode term(String field, String value) {
        return object("term", object().put(field, value));
    }

    static ObjectNode terms(String field, Collection<String> values) {
        return object("terms", object(field, texts(values)));
    }

    /** Returns the query for what meets all {@code conditions}, without a score. */
    static ObjectNode all(List<ObjectNode> conditions) {
        return object("bool", object("filter", array(conditions)));
    }

    /** Returns what a passage must meet to be found by {@code asker}, in none of the versions {@code stale}. */
    static ObjectNode condition(String kind, Asker asker, Set<String> stale) {
        List<ObjectNode> all = new ArrayList<>(List.of(term("kind", kind)));
        List<String> tenants = new ArrayList<>(List.of(ALL));
        asker.tenant().map(Exact::term).ifPresent(tenants::add);
        all.add(terms("tenant", tenants));
        List<String> roles = new ArrayList<>(Exact.terms(asker.roles()));
        roles.add(ALL);
        all.add(terms("roles", roles));
        asker.filter().map(OpenSearchJson::filter).ifPresent(all::add);
        if (!stale.isEmpty()) {
            all.add(not(terms("version", stale)));
        }
        return all(all);
    }

    private static ObjectNode not(ObjectNode condition) {
        return object("bool", object("must_not", condition));
    }

    private static ObjectNode filter(Filter filter) {
        if (filter instanceof Filter.Equal equal) {
            return term("labels", Exact.label(equal.key(), equal.value()));
        } else if (filter instanceof Filter.OneOf oneOf) {
            return terms(
                    "labels",
                    oneOf.values().stream()
                            .map(value -> Exact.label(oneOf.key(), value))
                            .toList());
        } else if (filter instanceof Filter.Present present) {
            return term("labels", present.key());
        } else if (filter instanceof Filter.Between between) {
            return between(between);
        } else if (filter instanceof Filter.All all) {
            return parts(all.filters());
        } else if (filter instanceof Filter.Any any) {
            return any.filters().isEmpty()
                    ? object("match_none", object())
                    : object(
                            "bool",
                            object(
                                            "should",
                                            array(any.filters().stream()
                                                    .map(OpenSearchJson::filter)
                                                    .toList()))
                                    .put("minimum_should_match", 1));
        } else if (filter instanceof Filter.Not not) {
            return not(filter(not.filter()));
        }
        throw new IllegalStateException("a filter is one of the above");
    }

    /** Puts what must not be equal into one clause: a cluster takes 1,024 of them. */
    private static ObjectNode parts(List<Filter> filters) {
        List<ObjectNode> all = new ArrayList<>(List.of(object("match_all", object())));
        List<String> none = new ArrayList<>();
        for (Filter each : filters) {
            if (each instanceof Filter.Not not && not.filter() instanceof Filter.Equal equal) {
                none.add(Exact.label(equal.key(), equal.value()));
            } else {
                all.add(filter(each));
            }
        }
        if (!none.isEmpty()) {
            all.add(not(terms("labels", none)));
        }
        return all(all);
    }

    private static ObjectNode between(Filter.Between between) {
        ObjectNode ends = object();
        between.from().ifPresent(from -> ends.set("gte", JSON.pojoNode(Exact.number(from))));
        between.to().ifPresent(to -> ends.set("lte", JSON.pojoNode(Exact.number(to))));
        return object("range", object("numbers." + between.key(), ends));
    }

    /** Returns the query by words for passages that meet {@code condition}. */
    static ObjectNode words(List<Words.Weighted> words, ObjectNode condition) {
        List<ObjectNode> any = words.stream()
                .map(word -> object(
                        "term",
                        object(
                                "words_" + word.language().tag(),
                                object().put("value", word.term()).put("boost", word.weight()))))
                .toList();
        ObjectNode bool = object("should", array(any)).put("minimum_should_match", 1);
        bool.set("filter", condition);
        return object("bool", bool);
    }

    /** Returns the query for the {@code candidates} passages nearest to {@code vector} among those of the condition. */
    static ObjectNode meaning(float[] vector, ObjectNode condition, int candidates) {
        ArrayNode numbers = JSON.arrayNode();
        for (float each : vector) {
            numbers.add(each);
        }
        ObjectNode nearest = object("vector", numbers).put("k", candidates);
        nearest.set("filter", condition);
        return object("knn", object("vector", nearest));
    }

    /** Returns a search of {@code size} hits in an order that does not depend on shards. */
    static ObjectNode search(ObjectNode query, int size) {
        ObjectNode search = object("query", query).put("size", size).put("track_total_hits", false);
        search.put("track_scores", true);
        search.set("_source", texts(List.of("key", "version", "ordinal", "source")));
        search.set(
                "sort",
                array(List.of(
                        object().put("_score", "desc"), object().put("key", "asc"), object().put("ordinal", "asc"))));
        return search;
    }
}
