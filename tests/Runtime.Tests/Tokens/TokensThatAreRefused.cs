using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Clerk2WorkOS.Runtime.Tests.Tokens;

/// <summary>Each way to make a token without WorkOS, or to use one where it is not meant, ends with 401; the same application lets the real one in.</summary>
public sealed class TokensThatAreRefused
{
    [Fact]
    public Task One_signed_with_a_key_of_ones_own() => IsRefusedAsync(workos =>
    {
        using var mine = RSA.Create(2048);
        return workos.Token(key: mine);
    });

    [Fact]
    public Task One_whose_key_is_of_ones_own_and_named_so() => IsRefusedAsync(workos =>
    {
        using var mine = RSA.Create(2048);
        return workos.Token(header: header => header["kid"] = "mine", key: mine);
    });

    [Fact]
    public Task One_that_brings_its_key_along() => IsRefusedAsync(workos =>
    {
        using var mine = RSA.Create(2048);
        var parameters = mine.ExportParameters(false);
        return workos.Token(key: mine, header: header =>
        {
            header["jwk"] = new { kty = "RSA", kid = "key_1", n = Convert.ToBase64String(parameters.Modulus!), e = "AQAB" };
            header["jku"] = "https://attacker.example/jwks";
        });
    });

    [Fact]
    public Task One_without_a_signature() => IsRefusedAsync(workos => workos.Token("none", _ => []));

    [Fact]
    public Task One_that_says_none_and_has_a_signature() => IsRefusedAsync(workos => workos.Token(header: header => header["alg"] = "none"));

    [Fact]
    public Task One_whose_signature_is_cut_off() => IsRefusedAsync(workos => workos.Token()[..(workos.Token().LastIndexOf('.') + 1)]);

    [Fact]
    public Task One_that_takes_the_public_key_for_a_shared_secret() => IsRefusedAsync(workos =>
        workos.Token("HS256", text => HMACSHA256.HashData(Encoding.ASCII.GetBytes(workos.PublicPem), text)));

    [Fact]
    public Task One_of_another_algorithm_of_the_same_key() => IsRefusedAsync(workos =>
        workos.Token("RS512", text => workos.First.SignData(text, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1)));

    [Fact]
    public Task One_whose_payload_was_changed() => IsRefusedAsync(workos =>
    {
        var (real, other) = (workos.Token().Split('.'), workos.Token(payload => payload["sub"] = "user_02").Split('.'));
        return $"{real[0]}.{other[1]}.{real[2]}";
    });

    [Fact]
    public Task One_that_has_expired() => IsRefusedAsync(workos => workos.Token(payload =>
    {
        payload["iat"] = SigningWorkOS.At(TimeSpan.FromMinutes(-10));
        payload["exp"] = SigningWorkOS.At(TimeSpan.FromSeconds(-61));
    }));

    [Fact]
    public Task One_that_is_not_valid_yet() => IsRefusedAsync(workos => workos.Token(payload => payload["nbf"] = SigningWorkOS.At(TimeSpan.FromSeconds(61))));

    [Fact]
    public Task One_that_never_expires() => IsRefusedAsync(workos => workos.Token(payload => payload.Remove("exp")));

    [Fact]
    public Task One_of_another_issuer() => IsRefusedAsync(workos => workos.Token(payload => payload["iss"] = "https://issuer.example"));

    [Fact]
    public Task One_of_another_clients_issuer() => IsRefusedAsync(workos =>
        workos.Token(payload => payload["iss"] = $"{workos.Address.AbsoluteUri.TrimEnd('/')}/user_management/client_02"));

    [Fact]
    public Task One_whose_issuer_only_begins_like_ours() => IsRefusedAsync(workos => workos.Token(payload => payload["iss"] = $"{payload["iss"]}.attacker.example"));

    [Fact]
    public Task One_without_an_issuer() => IsRefusedAsync(workos => workos.Token(payload => payload.Remove("iss")));

    [Fact]
    public Task One_that_does_not_name_its_key() => IsRefusedAsync(workos => workos.Token(header: header => header.Remove("kid")));

    [Fact]
    public Task One_of_a_key_that_is_too_short() => IsRefusedAsync(workos =>
    {
        var weak = workos.Publish("weak", bits: 1024);
        return workos.Token(key: weak);
    });

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.e30")]
    [InlineData("eyJhbGciOiJSUzI1NiIsImtpZCI6ImtleV8xIn0.bm90IGpzb24.AA")]
    public Task One_that_is_no_token(string text) => IsRefusedAsync(_ => text);

    [Fact]
    public async Task One_for_another_audience_or_none_where_an_audience_is_set()
    {
        await using var workos = await SigningWorkOS.StartAsync();
        await using var application = await ProtectedApplication.StartAsync(workos, options => options.Audiences.Add("https://booking.example"));
        Assert.Equal(HttpStatusCode.Unauthorized, await application.AnswerAsync(workos.Token(payload => payload["aud"] = "https://other.example")));
        Assert.Equal(HttpStatusCode.Unauthorized, await application.AnswerAsync(workos.Token()));
        Assert.Equal(HttpStatusCode.OK, await application.AnswerAsync(workos.Token(payload => payload["aud"] = new List<string> { "https://other.example", "https://booking.example" })));
    }

    private static async Task IsRefusedAsync(Func<SigningWorkOS, string> make)
    {
        await using var workos = await SigningWorkOS.StartAsync();
        await using var application = await ProtectedApplication.StartAsync(workos);
        Assert.Equal(HttpStatusCode.OK, await application.AnswerAsync(workos.Token()));
        Assert.Equal(HttpStatusCode.Unauthorized, await application.AnswerAsync(make(workos)));
        Assert.Equal(HttpStatusCode.OK, await application.AnswerAsync(workos.Token(header: header => header["kid"] = "key_1", key: workos.First)));
    }
}
