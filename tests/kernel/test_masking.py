"""What may be seen of numbers and names."""

from microfactory.kernel.masking import mask_account, mask_identity, mask_name, mask_phone


def test_only_the_last_four_stay():
    assert mask_identity("0023") == "**************0023"
    assert mask_account("3321") == "**** 3321"
    assert mask_identity("") == mask_account("") == ""


def test_phones_and_names_are_hidden_in_the_middle():
    assert mask_phone("13800000001") == "138****0001"
    assert mask_phone("6223344") == "*******"
    assert mask_name("张秀兰") == "张*"
    assert mask_name("欧阳秀兰") == "欧阳*"
