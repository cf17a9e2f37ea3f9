// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemasTest {

    private static final String PERSON = "{'type':'object','properties':{'name':{'type':'string'},'age':"
            + "{'type':'integer','minimum':0}},'required':['name'],'additionalProperties':false}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name':'山田','age':30}",
                "{'name': 'A'}",
                "{\n    'name': 'A',\n    'age': 7\n}",
                "{'name':'\\u00e9\\n\\''}",
                "{'name':''}"
            })
    void documentsThatSatisfyASchemaAreComplete(String document) {
        assertThat(isComplete(PERSON, document)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "{'age':30}",
                "{'name':'A','age':-1}",
                "{'name':'A','age':007}",
                "{'name':'A','age':1.0}",
                "{'name':'A','name':'B'}",
                "{'name':'A','other':1}",
                "{'name':'A',}",
                "{'name':'A'} ",
                " {'name':'A'}",
                "{'name':null}",
                "{'name':'\\ud83d'}",
                "{'name':'\t'}",
                "{  'name':'A'}"
            })
    void allOthersAreNot(String document) {
        assertThat(isComplete(PERSON, document)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'type':'integer','minimum':95,'maximum':1003}; 95 100 999 1000 1003; 94 9 1004 0 -95 10030",
                "{'type':'integer','exclusiveMinimum':-3,'maximum':0}; -2 -1 0; -3 -0 1 -20",
                "{'type':'integer','minimum':1.5,'exclusiveMaximum':3}; 2; 1 3 20",
                "{'type':'integer'}; 0 -7 999999999999999999; 01 -0 1e3 1000000000000000000",
                "{'type':'number'}; 0 -0.5 1e9 2.5E-3; .5 1. 1e 01 +1",
                "{'enum':['a','ab',3,null]}; 'a' 'ab' 3 null; 'b' 'abc' 33",
                "{'const':{'a':[1,true]}}; {'a':[1,true]}; {'a':[1]}",
                "{'enum':[1,'x'],'type':'string'}; 'x'; 1",
                "{'type':'string','minLength':2,'maxLength':3}; 'ab' '日本語' '😀😀'; 'a' '日' 'abcd'",
                "{'type':'array','items':{'type':'boolean'},'minItems':1,'maxItems':2}; [true] [true,false];"
                        + " [] [1] [true,true,true]",
                "{'type':'array','prefixItems':[{'type':'null'},{'const':1}],'items':{'const':2}};"
                        + " [] [null] [null,1] [null,1,2,2]; [1] [null,2] [null,1,1]",
                "{'type':'array','prefixItems':[{'type':'null'}],'items':false}; [null] []; [null,1]",
                "{'type':'object','additionalProperties':{'const':1}}; {} {'a':1} {'a':1,'b':1}; {'a':2} {'a':1,'a':1}",
                "{'type':'object','required':['x']}; {'x':1} {'x':{'y':[]}}; {} {'y':1}",
                "{'anyOf':[{'type':'integer'},{'type':'array','items':{'$ref':'#'}}]}; 1 [] [[2],3]; true [true]",
                "{'oneOf':[{'type':'string'},{'type':'null'}]}; 'a' null; 1",
                "{'allOf':[{'$ref':'#/$defs/a~1b'}],'$defs':{'a/b':{'const':1}}}; 1; 2",
                "true; {'a':[1,{'b':null}]} 1; {'a':1,'a':2}",
                "{'title':'T','description':'D','type':['null','boolean']}; null true; 1"
            })
    void whatKeywordsSay(String schema, String complete, String others) {
        for (String document : complete.split(" ", -1)) {
            assertThat(isComplete(schema, document)).as(document).isTrue();
        }
        for (String document : others.split(" ", -1)) {
            assertThat(isComplete(schema, document)).as(document).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'type':'string','pattern':'a'}; ; pattern is not supported",
                "{'properties':{'a':{'format':'date'}}}; /properties/a; format is not supported",
                "{'anyOf':[{'type':'null'}],'type':'null'}; ; type is not supported beside anyOf",
                "{'enum':['a'],'minLength':1}; ; minLength is not supported beside enum, const, type",
                "{'type':'number','minimum':0}; ; minimum is supported of integers only",
                "{'type':'text'}; ; type must be of",
                "{'$ref':'#/$defs/x'}; ; $ref refers to nothing: #/$defs/x",
                "{'$ref':'other.json'}; ; $ref must refer to a part of this schema",
                "{'$ref':'#'}; ; refers to itself without end",
                "{'anyOf':[{'type':'null'},{'$ref':'#'}]}; ; refers to itself without end",
                "{'type':'object','properties':{'a':{'$ref':'#'}},'required':['a']}; ; but by none is",
                "{'type':'array','minItems':2,'maxItems':1}; ; but by none is",
                "{'type':'integer','minimum':2,'maximum':1}; ; but by none is",
                "{'type':'integer','minimum':1e400000000}; ; but by none is",
                "{'enum':[1],'type':'string'}; ; but by none is",
                "false; ; but by none is",
                "{'oneOf':[{'type':'integer'},{'type':'number'}]}; /oneOf/1; use anyOf",
                "{'oneOf':[{'const':1},{'enum':[2,1.0]}]}; /oneOf/1; use anyOf",
                "{'allOf':[{},{}]}; /allOf; must be one schema but are 2",
                "{'minLength':-1}; ; minLength must be an integer of at least 0 but is -1",
                "[1]; ; must be an object or a boolean but is of type ARRAY",
                "{; ; must be JSON but is not"
            })
    void whatIsNotUnderstoodIsRefused(String schema, @Nullable String location, String problem) {
        assertThatExceptionOfType(UnsupportedSchemaException.class)
                .isThrownBy(() -> JsonSchemas.of(json(schema)))
                .withMessageContaining(problem)
                .satisfies(e -> assertThat(e.location()).isEqualTo(location == null ? "" : location));
    }

    @Test
    void nestingIsLimited() {
        assertThat(isComplete("true", "[".repeat(64) + "]".repeat(64))).isTrue();
        assertThat(isComplete("true", "[".repeat(65) + "]".repeat(65))).isFalse();
    }

    @Test
    void bytesThatAreNoUtf8AreNotAllowed() {
        for (String bytes : new String[] {"\u00C0\u0080", "\u00ED\u00A0\u0080", "\u00F5", "\u0080", "\u00E3\u0081"}) {
            assertThat(isComplete("true", ("\"" + bytes + "\"").getBytes(ISO_8859_1)))
                    .isFalse();
        }
    }

    private static String json(String quoted) {
        return quoted.replace('\'', '"');
    }

    private static boolean isComplete(String schema, String document) {
        return isComplete(schema, json(document).getBytes(UTF_8));
    }

    private static boolean isComplete(String schema, byte[] document) {
        Optional<ByteState> state = Optional.of(JsonSchemas.of(json(schema)));
        for (byte next : document) {
            state = state.flatMap(now -> now.next(next & 0xFF));
        }
        return state.map(ByteState::isComplete).orElse(false);
    }
}
