// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** Reads records of one type out of replies. */
final class RecordMapping<T extends Record> implements FormCheck {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Class<T> type;
    private final String schema;
    private final JsonCheck check;

    private RecordMapping(Class<T> type, String schema) {
        this.type = type;
        this.schema = schema;
        this.check = JsonCheck.of(schema);
    }

    static <T extends Record> RecordMapping<T> of(Class<T> type) {
        return new RecordMapping<>(type, new RecordSchema(MAPPER).of(type).toString());
    }

    String schema() {
        return schema;
    }

    /** Returns the record that {@code document} is. */
    T read(String document) throws JsonProcessingException {
        return MAPPER.readValue(document, type);
    }

    @Override
    public Verdict check(String reply) {
        Verdict verdict = check.check(reply);
        if (!(verdict instanceof Verdict.Fits fits)) {
            return verdict;
        }
        try {
            read(fits.text());
            return fits;
        } catch (ValueInstantiationException e) {
            String reason = e.getCause() == null ? null : e.getCause().getMessage();
            return Verdict.unfit("the record refuses the values", reason == null ? "" : reason);
        } catch (JsonProcessingException e) {
            return Verdict.unfit("the record cannot take the values", e.getOriginalMessage());
        }
    }

    @Override
    public String demand(Wording wording) {
        return wording.demandJson();
    }

    @Override
    public String toString() {
        return "record " + type.getSimpleName();
    }
}
