"""Mistakes with values of another kind than is needed."""

from workshop.advice.mistakes.mistake import Failure, Found, mistake


@mistake(
    """
    @app.route("/")
    def hello_world():
        return hello_world()  # <-
    """
)
def function_that_calls_itself(failure: Failure) -> Found | None:
    """Functions call each other here endlessly. If you meant another function of the same name, rename this one."""
    return failure.says("RecursionError")


@mistake(
    """
    import re

    number = re.search("[0-9]+", "Hello")
    print(number.group())  # <-
    """
)
def nothing_before_the_dot(failure: Failure) -> Found | None:
    """What is before .$name is None. get() returns None if nothing was sent, and so does a function without a return."""
    return failure.says("AttributeError: 'NoneType' object has no attribute '(?P<name>.+)'")


@mistake(
    """
    numbers = [3, 1, 2]
    numbers = numbers.sort()
    print(numbers[0])  # <-
    """
)
def nothing_where_a_value_is_needed(failure: Failure) -> Found | None:
    """A value in this line is None. get() returns None if nothing was sent, and so does a function without a return, such as append or sort."""
    return failure.says("TypeError: .*NoneType")


@mistake(
    """
    print(1 + "2")  # <-
    """
)
def text_in_a_calculation(failure: Failure) -> Found | None:
    """One of these values is text, even if it looks like a number. Convert it with int(...)"""
    return failure.says(
        r"TypeError: (?:unsupported operand type\(s\) for .*'str'|'[<>]=?' not supported .*'str')"
    ) and (failure.says(r".*'(?:int|float)'"))


@mistake(
    """
    @app.route("/")
    def hello_world():
        return request.args.get["name"]  # <-
    """
)
def brackets_for_parentheses(failure: Failure) -> Found | None:
    """A function is called with parentheses: write (...) in place of [...]"""
    return failure.says(r"TypeError: '\w*(?:function|method)\w*' object is not subscriptable")


@mistake(
    """
    import random


    @app.route("/")
    def random():
        return random.choice(["Hello", "Hi"])  # <-
    """
)
def name_that_a_function_takes(failure: Failure) -> Found | None:
    """Here, $name is your function on line $line. Rename the function."""
    found = failure.says("AttributeError: 'function' object has no attribute '(?P<part>.+)'")
    name = found and failure.line_has(rf"\b(?P<name>\w+)\.{found.names['part']}\b")
    made = name and failure.program_has(rf"^(?:async )?def {name.names['name']}\b")
    return Found({**name.names, "line": str(made.line)}) if name and made else None


@mistake(
    """
    title = "Hello World!"


    @app.route("/")
    def hello_world():
        return title()  # <-
    """
)
def value_that_is_called(failure: Failure) -> Found | None:
    """What is before the parentheses isn't a function, but of the kind $kind. Is its name used twice, or is a comma or operator missing?"""
    return failure.says(r"TypeError: '(?P<kind>\w+)' object is not callable")


@mistake(
    """
    numbers = []
    print(numbers[0])  # <-
    """
)
def item_that_is_not_there(failure: Failure) -> Found | None:
    """There is no item of this number. The first is 0, and an empty list has none."""
    return failure.says("IndexError: (?:list|tuple|string) index out of range")


@mistake(
    """
    prices = {"tea": 2}
    print(prices["Tea"])  # <-
    """
)
def key_that_is_not_there(failure: Failure) -> Found | None:
    """There is no $key in this dict. Check the spelling, and the capitals."""
    return failure.line_has(r"\w\[") and failure.says("KeyError: (?P<key>.+)")
