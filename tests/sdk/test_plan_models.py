"""Schemas -> types and models."""

from typing import Any

import pytest

from pressroom.sdk.plan import (
    ANY,
    Alias,
    Array,
    Choice,
    Constant,
    Enum,
    Map,
    Nullable,
    Object,
    Primitive,
    Reference,
    Type,
    Union,
)
from sdk.plans import models, planned

TEXT = {"type": "string"}


def type_of(schema: Any, **others: Any) -> Type:
    """The type of a property with this schema."""
    made = models(Holder={"type": "object", "properties": {"held": schema}}, **others)
    holder = made["Holder"]
    assert isinstance(holder, Object)
    return holder.properties[0].type


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (TEXT, Primitive("string")),
        ({"type": "string", "format": "date-time"}, Primitive("date-time")),
        ({"type": "string", "format": "uuid"}, Primitive("uuid")),
        ({"type": "string", "format": "byte"}, Primitive("bytes")),
        ({"type": "string", "contentEncoding": "base64"}, Primitive("bytes")),
        ({"type": "string", "format": "binary"}, Primitive("binary")),
        ({"type": "number", "format": "decimal"}, Primitive("number")),
        ({"type": "string", "format": "decimal"}, Primitive("decimal")),
        ({"type": ["string", "null"]}, Nullable(Primitive("string"))),
        ({"type": "string", "nullable": True}, Nullable(Primitive("string"))),
        ({"anyOf": [TEXT, {"type": "null"}]}, Nullable(Primitive("string"))),
        ({"type": "array", "items": TEXT}, Array(Primitive("string"))),
        ({"type": "array", "items": TEXT, "uniqueItems": True}, Array(Primitive("string"), True)),
        ({"type": "object", "additionalProperties": TEXT}, Map(Primitive("string"))),
        ({"type": "object"}, Map(ANY)),
        ({}, ANY),
        (True, ANY),
        ({"const": "cat"}, Constant("cat")),
        ({"enum": ["cat"]}, Constant("cat")),
        ({"enum": [True, False]}, Primitive("boolean")),
        ({"enum": ["cat", None]}, Nullable(Constant("cat"))),
        ({"type": ["string", "integer"]}, Choice((Primitive("string"), Primitive("integer")))),
        ({"oneOf": [TEXT, {"type": "number"}]}, Choice((Primitive("string"), Primitive("number")))),
        ({"format": "int32"}, Primitive("number")),
        ({"format": "date"}, Primitive("date")),
        ({"format": "house number"}, ANY),
        ({"minLength": 1}, Primitive("string")),
    ],
)
def test_a_schema_has_its_type(schema: Any, expected: Type) -> None:
    assert type_of(schema) == expected


def test_a_reference_with_a_description_or_null_beside_it_stays_a_reference() -> None:
    pet = {"type": "object", "properties": {"name": TEXT}}
    reference = {"$ref": "#/components/schemas/Pet"}
    assert type_of({**reference, "description": "x"}, Pet=pet) == Reference("Pet")
    assert type_of({"allOf": [reference], "nullable": True}, Pet=pet) == Nullable(Reference("Pet"))
    assert type_of({"oneOf": [reference, {"type": "null"}]}, Pet=pet) == Nullable(Reference("Pet"))


def test_all_of_is_merged_with_what_every_part_requires() -> None:
    made = models(
        Base={"type": "object", "required": ["id"], "properties": {"id": TEXT, "kind": TEXT}},
        Pet={
            "allOf": [
                {"$ref": "#/components/schemas/Base"},
                {"required": ["name"], "properties": {"name": TEXT, "kind": {"const": "cat"}}},
            ]
        },
    )
    pet = made["Pet"]
    assert isinstance(pet, Object)
    assert [(one.wire, one.required) for one in pet.properties] == [
        ("id", True), ("kind", False), ("name", True),
    ]  # fmt: skip
    assert pet.properties[1].type == Constant("cat")


def test_required_optional_and_nullable_are_told_apart() -> None:
    made = models(
        Pet={
            "type": "object",
            "required": ["a", "b"],
            "properties": {
                "a": TEXT, "b": {"type": ["string", "null"]}, "c": TEXT,
                "d": {"type": ["string", "null"]},
            },
        }
    )  # fmt: skip
    pet = made["Pet"]
    assert isinstance(pet, Object)
    told = [(one.required, one.nullable) for one in pet.properties]
    assert told == [(True, False), (True, True), (False, False), (False, True)]


def test_recursive_schemas_refer_to_themselves() -> None:
    tree = {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}
    made = models(
        Tree={"type": "object", "properties": {"children": tree}},
        Forest={"$ref": "#/components/schemas/Tree"},
    )
    assert isinstance(made["Tree"], Object)
    assert made["Tree"].properties[0].type == Array(Reference("Tree"))
    assert made["Forest"] == Alias("Forest", made["Forest"].name, "Forest", Reference("Tree"))


def test_circles_of_schemas_end() -> None:
    around = {"allOf": [{"$ref": "#/components/schemas/B"}]}
    made = models(
        A={"$ref": "#/components/schemas/A"},
        B={"allOf": [{"$ref": "#/components/schemas/C"}], "properties": {"x": TEXT}},
        C=around,
        D={
            "oneOf": [
                {"$ref": "#/components/schemas/D"},
                {"type": "object", "properties": {"y": TEXT}},
            ]
        },
        E={"type": "array", "items": {"$ref": "#/components/schemas/E"}},
    )
    assert isinstance(made["B"], Object)
    assert made["E"] == Alias("E", made["E"].name, "E", Array(Reference("E")))


def test_a_nested_model_of_the_same_name_and_shape_is_shared() -> None:
    inner = {"type": "object", "properties": {"total": {"type": "integer"}}}
    other = {"type": "object", "properties": {"total": TEXT}}
    made = models(
        A={"type": "object", "properties": {"meta": inner}},
        B={"type": "object", "properties": {"meta": {**inner, "description": "Same."}}},
        C={"type": "object", "properties": {"meta": other}},
    )
    types = [made[key].properties[0].type for key in "ABC"]  # type: ignore[union-attr]
    assert types == [Reference("Meta"), Reference("Meta"), Reference("CMeta")]


def test_a_property_that_two_parts_repeat_word_for_word_is_one_property() -> None:
    inner = {"type": "object", "properties": {"total": TEXT}}
    twice = {"allOf": [inner, {"type": "object", "properties": {"total": dict(TEXT)}}]}
    made = models(
        A={"type": "object", "properties": {"meta": inner}},
        B={"type": "object", "properties": {"meta": twice}},
    )
    assert made["B"].properties[0].type == Reference("Meta")  # type: ignore[union-attr]


def test_properties_that_only_python_takes_for_equal_are_told_apart() -> None:
    schemas = [{"type": "number", "default": one} for one in (1, 1.0, True)]
    properties = {f"p{number}": schema for number, schema in enumerate(schemas)}
    made = models(Holder={"type": "object", "properties": properties})["Holder"]
    defaults = [one.default for one in made.properties]  # type: ignore[union-attr]
    assert [type(one) for one in defaults] == [int, float, bool]


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "object", "additionalProperties": False},
        {"type": ["object", "string"]},
        {"enum": ["a", "b"]},
        {"type": "object", "patternProperties": {"^a": {"enum": ["a", "b"]}}},
        {"type": "object", "properties": {"a": TEXT}},
    ],
)
def test_what_says_the_same_is_called_by_its_own_property(schema: Any) -> None:
    properties = {"first": schema, "last": dict(schema)}
    made = models(Holder={"type": "object", "properties": properties})
    types = [one.type for one in made["Holder"].properties]  # type: ignore[union-attr]
    named = [one.values if isinstance(one, Map) else one for one in types]
    assert named == [Reference("First"), Reference("Last")]


def test_a_component_keeps_its_name_from_what_is_nested() -> None:
    made = models(
        Pet={
            "type": "object",
            "properties": {"owner": {"type": "object", "properties": {"a": TEXT}}},
        },
        Owner={"type": "object", "properties": {"b": TEXT}},
    )
    assert set(made) == {"Pet", "PetOwner", "Owner"}
    assert list(made) == ["Pet", "PetOwner", "Owner"]


def test_components_that_differ_in_case_only_are_both_there() -> None:
    made = models(
        pet={"type": "object", "properties": {"a": TEXT}},
        Pet={"type": "object", "properties": {"b": TEXT}},
    )
    assert [model.name.source for model in made.values()] == ["pet", "Pet"]
    assert list(made) == ["Pet", "Pet2"]


def test_union_members_without_a_title_are_numbered() -> None:
    made = models(
        Pet={
            "oneOf": [
                {"title": "Cat", "type": "object", "properties": {"meows": TEXT}},
                {"type": "object", "properties": {"barks": TEXT}},
            ]
        }
    )
    assert list(made) == ["Pet", "Cat", "Pet2"]


def test_what_stands_beside_one_of_belongs_to_every_member() -> None:
    made = models(
        Pet={
            "type": "object",
            "required": ["name"],
            "properties": {"name": TEXT},
            "oneOf": [{"properties": {"a": TEXT}}, {"properties": {"b": TEXT}}],
        }
    )
    wires = [[one.wire for one in made[key].properties] for key in ("Pet1", "Pet2")]  # type: ignore[union-attr]
    assert wires == [["name", "a"], ["name", "b"]]


def test_alternatives_that_only_require_leave_an_object() -> None:
    made = models(
        Pet={
            "type": "object",
            "properties": {"a": TEXT, "b": TEXT},
            "anyOf": [{"required": ["a"]}, {"required": ["b"]}],
        }
    )
    assert isinstance(made["Pet"], Object)


def test_a_discriminator_maps_values_to_members() -> None:
    member = {"type": "object", "properties": {"type": TEXT}}
    made = models(
        Cat=member,
        Dog=member,
        Pet={
            "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
            "discriminator": {
                "propertyName": "type",
                "mapping": {"kitten": "#/components/schemas/Cat"},
            },
        },
    )
    pet = made["Pet"]
    assert isinstance(pet, Union)
    assert pet.discriminator is not None
    assert pet.discriminator.wire == "type"
    assert pet.discriminator.mapping == {"kitten": 0, "Dog": 1}


def test_constants_imply_a_discriminator() -> None:
    def member(kind: str) -> Any:
        return {"type": "object", "required": ["kind"], "properties": {"kind": {"const": kind}}}

    pet = models(Pet={"anyOf": [member("cat"), member("dog")]})["Pet"]
    assert isinstance(pet, Union)
    assert pet.discriminator is not None
    assert (pet.discriminator.mapping, pet.discriminator.implied) == ({"cat": 0, "dog": 1}, True)


def test_what_refers_to_a_base_with_children_may_hold_any_of_them() -> None:
    base = {"$ref": "#/components/schemas/Pet"}
    made = models(
        Pet={
            "type": "object",
            "discriminator": {"propertyName": "kind"},
            "properties": {"kind": TEXT},
        },
        Cat={"allOf": [base, {"properties": {"meows": TEXT}}]},
        Kitten={"allOf": [{"$ref": "#/components/schemas/Cat"}, {"properties": {"age": TEXT}}]},
        Home={"type": "object", "properties": {"pet": base}},
    )
    assert made["Home"].properties[0].type == Reference("AnyPet")  # type: ignore[union-attr]
    family = made["AnyPet"]
    assert isinstance(family, Union)
    assert family.members == (Reference("Cat"), Reference("Kitten"), Reference("Pet"))
    assert family.discriminator is not None
    assert family.discriminator.mapping == {"Cat": 0, "Kitten": 1, "Pet": 2}
    assert [one.wire for one in made["Kitten"].properties] == ["kind", "meows", "age"]  # type: ignore[union-attr]


def test_an_enum_of_ten_thousand_values_has_them_all_under_names_of_their_own() -> None:
    values = [f"value {number // 2}{'!' * (number % 2)}" for number in range(10_000)]
    made = models(Big={"type": "string", "enum": values})["Big"]
    assert isinstance(made, Enum)
    assert [member.wire for member in made.members] == values
    assert len({member.name.key for member in made.members}) == 10_000


def test_what_a_reference_misses_is_any_value_and_told() -> None:
    plan = planned({"Pet": {"type": "object", "properties": {"a": {"$ref": "#/nowhere"}}}})
    pet = plan.models["Pet"]
    assert isinstance(pet, Object)
    assert pet.properties[0].type == ANY
    assert [decision.rule for decision in plan.decisions] == ["missing-reference"]


def test_models_nested_sixty_levels_deep_are_planned_as_far_as_is_of_use() -> None:
    schema: Any = TEXT
    for _ in range(60):
        schema = {"type": "object", "properties": {"in": schema}}
    assert "too-deep" in {decision.rule for decision in planned({"Deep": schema}).decisions}


def test_nothing_is_lost_in_a_long_chain_of_parts() -> None:
    chain = {
        f"M{number}": {
            "allOf": [{"$ref": f"#/components/schemas/M{number + 1}"}],
            "properties": {f"p{number}": TEXT},
        }
        for number in range(70)
    }
    made = models(**chain, M70={"type": "object", "properties": {"last": TEXT}})
    assert len(made["M0"].properties) == 71  # type: ignore[union-attr]


def test_properties_of_what_is_no_object_are_told() -> None:
    plan = planned({"Odd": {"type": "string", "properties": {"a": TEXT}}})
    assert [(one.rule, one.place) for one in plan.decisions] == [("no-object", "Odd")]


def test_an_extension_names_models_and_leaves_names_below_as_they_were() -> None:
    inner = {
        "type": "object",
        "properties": {"kind": {"enum": ["a", "b"]}},
        "x-pressroom-name": "X y",
    }
    made = models(Pet={"type": "object", "properties": {"meta": inner}}, Kind={"type": "object"})
    assert list(made) == ["Pet", "XY", "MetaKind", "Kind"]
